import { elementAt } from '../nodes/shared/util/elementAt';

/** Returns an element of a list. @throws {RangeError} if it's missing, so that the test fails */
export { elementAt };

/** Returns the first element of a list. @throws {RangeError} if it's empty */
export const first = <Item,>(list: readonly Item[]): Item => elementAt(list, 0);

/** Returns a list of which the first elements are known to exist. @throws {RangeError} if one of them is missing */
export function atLeast<Item>(count: 1, list: readonly Item[]): [Item, ...Item[]];
export function atLeast<Item>(count: 2, list: readonly Item[]): [Item, Item, ...Item[]];
export function atLeast<Item>(count: 3, list: readonly Item[]): [Item, Item, Item, ...Item[]];
export function atLeast<Item>(count: 4, list: readonly Item[]): [Item, Item, Item, Item, ...Item[]];
export function atLeast(count: number, list: readonly unknown[]): unknown[] {
	for (let index = 0; index < count; index += 1) elementAt(list, index);
	return [...list];
}

/** Returns a value of an object. @throws {RangeError} if the object doesn't have it */
export function entryOf<Value>(object: Readonly<Record<string, Value>>, key: string): Value {
	const value = object[key];
	if (value === undefined) throw new RangeError(`There is no '${key}'`);
	return value;
}
