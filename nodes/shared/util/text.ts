/** Adds an article to a noun: `a banner`, `an embed`, `an NPS survey`. */
export const withArticle = (noun: string): string =>
	`${/^(?:[aeiou]|(?:NPS|SDK)\b)/i.test(noun) ? 'an' : 'a'} ${noun}`;

/** Returns a text of up to 60 characters for a message. Half of a character at the end is cut off too. */
export const shorten = (text: string): string =>
	text.length > 60 ? `${text.slice(0, 60).replace(/[\ud800-\udbff]$/, '')}…` : text;

/** Describes any value for a message, even if JSON can't represent it. */
export function describeValue(value: unknown): string {
	if (Array.isArray(value)) return 'an array';
	if (typeof value === 'object' && value !== null) return 'an object';
	return typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : String(value);
}

/** Describes input items in a message: `item 3`, `items 0 to 9999`, `12 items between 3 and 40`. */
export function describeItems(items: readonly number[]): string {
	if (items.length === 1) return `item ${items[0]}`;
	let first = Infinity;
	let last = -Infinity;
	for (const item of items) {
		if (item < first) first = item;
		if (item > last) last = item;
	}
	return last - first + 1 === items.length
		? `items ${first} to ${last}`
		: `${items.length} items between ${first} and ${last}`;
}
