/** Names input items in a message: `item 3`, `items 0 to 9999`, `12 items between 3 and 40`. */
export function aboutItems(items: readonly number[]): string {
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
