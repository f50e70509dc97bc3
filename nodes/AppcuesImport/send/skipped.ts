import { InvalidInput } from '../../shared/invalidInput';
import type { FromItem } from '../../shared/node/operation';
import type { BadRow } from '../rows/row';

/** How many skipped rows the output names. */
const NAMED = 100;

/** The part of an output that tells about skipped items. */
export function skippedJson(bad: Array<FromItem<BadRow>>) {
	const skippedRows = bad.slice(0, NAMED).map(({ item, input: { field, reason } }) => ({
		item,
		field,
		reason,
	}));
	return { skipped: bad.length, ...(bad.length > 0 && { skippedRows }) };
}

export function skippedHint(bad: Array<FromItem<BadRow>>, of: number): string {
	const examples = bad.slice(0, 3).map(({ item, input }) => `${input.message} (item ${item})`);
	const more = bad.length > examples.length ? ', …' : '';
	return `${bad.length} of ${of} items ${bad.length === 1 ? 'was' : 'were'} skipped: ${examples.join(', ')}${more}.`;
}

/** @throws {InvalidInput} always: with nothing to send, nearly always a field's name is mistyped */
export function refuseNothing(bad: Array<FromItem<BadRow>>): never {
	const [{ item, input: first }] = bad;
	const { missing } = first;
	const where = bad.length === 1 ? 'the item' : `any of the ${bad.length} items`;
	if (missing && bad.every(({ input }) => input.missing === missing)) {
		throw new InvalidInput(
			`No ${missing.holds} in ${where}: check '${missing.property.displayName}'`,
			first.remedy,
		);
	}
	throw new InvalidInput(
		`Nothing to import in ${where}: ${first.message} (item ${item})`,
		first.remedy,
	);
}
