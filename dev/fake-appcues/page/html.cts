/** HTML that is safe to send. Only the `html` tag creates it. */
export class Html {
	constructor(readonly text: string) {}
}

type Part = string | number | Html | Part[];

/** Template tag. Escapes every value except those that another `html` made, and joins arrays. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
	return new Html(strings.reduce((text, string, i) => text + render(parts[i - 1] ?? '') + string));
}

function render(part: Part): string {
	if (part instanceof Html) return part.text;
	if (Array.isArray(part)) return part.map(render).join('');
	return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A table for the page with a row for each object, or a note when there is none. */
export function table<T>(things: readonly T[], row: (thing: T) => Html): Html {
	if (things.length === 0) return html`<p class="quiet">None yet.</p>`;
	return html`<table>
		${things.map(row)}
	</table>`;
}

/** Shows the last `count` of many and how many more there are. Copies no more than it shows. */
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
