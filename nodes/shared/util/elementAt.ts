/**
 * Returns an element that is known to exist, such as the first of a group. A missing one would be a fault of this package:
 * it must not become a default value.
 *
 * @param index from the end if it's negative
 * @throws {RangeError} if there is no such element
 */
export function elementAt<Item>(list: readonly Item[], index: number): Item {
	const element = list.at(index);
	if (element === undefined) throw noElement(list, index);
	return element;
}

/** Returns a byte that is known to exist. @throws {RangeError} if there is no such byte */
export function byteAt(bytes: Uint8Array, index: number): number {
	const byte = bytes[index];
	if (byte === undefined) throw noElement(bytes, index);
	return byte;
}

/**
 * Returns a number that is known to exist. JavaScript is fastest if it gets few types of arrays in one place, so bytes
 * have {@link byteAt}.
 *
 * @throws {RangeError} if there is no such number
 */
export function numberAt(numbers: Int32Array, index: number): number {
	const number = numbers[index];
	if (number === undefined) throw noElement(numbers, index);
	return number;
}

const noElement = ({ length }: { length: number }, index: number) =>
	new RangeError(`There is no element ${index} of ${length}`);
