import { type Html, html } from './html.cjs';

/** A table of the page, a row for each; a quiet word when there is none. */
export function table<T>(things: readonly T[], row: (thing: T) => Html): Html {
	if (things.length === 0) return html`<p class="quiet">None yet.</p>`;
	return html`<table>
		${things.map(row)}
	</table>`;
}

/** The last `count` of many, and how many more there are. Copies no more than it shows. */
export function tableOfLast<T>(
	things: Iterable<T> & { size: number },
	count: number,
	row: (thing: T) => Html,
): Html {
	const skipped = Math.max(0, things.size - count);
	const shown: T[] = [];
	let i = 0;
	for (const thing of things) {
		if (i >= skipped) shown.push(thing);
		i += 1;
	}
	const more = html`<p class="quiet">and ${skipped} more: see /__fake/state</p>`;
	return html`${table(shown.reverse(), row)} ${skipped > 0 ? more : ''}`;
}
