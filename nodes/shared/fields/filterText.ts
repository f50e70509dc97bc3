import { holdsExpression } from '../operation/expressions';
import type { ItemReader } from '../operation/itemReader';
import { asText, withoutMistake } from '../operation/itemReader';

/**
 * Reads a filter, an entry of a collection. A blank one matches everything, so an expression that returns nothing gets a
 * hint: the next nodes would work with more than the user means.
 *
 * @param collection the name of the parameter with the filter
 * @throws {InvalidInput} for what isn't a string, and for one that comes from a mistake
 */
export function filterText(
	item: ItemReader,
	collection: string,
	entry: string,
	label: string,
): string {
	const text = withoutMistake(asText(item.collection(collection)[entry], label), label).trim();
	if (text === '' && holdsExpression(item.stored(collection, entry)))
		item.note('emptyFilter', label);
	return text;
}
