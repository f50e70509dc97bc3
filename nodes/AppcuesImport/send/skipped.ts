import { InvalidInput } from '../../shared/invalidInput';
import type { FromItem } from '../../shared/node/operation';
import { BadRow } from '../rows/row';

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
	throw (
		allMissing(bad.map(({ input }) => input)) ??
		new InvalidInput(
			`Nothing to import in ${whereOf(bad)}: ${first.message} (item ${item})`,
			first.remedy,
		)
	);
}

const whereOf = ({ length }: unknown[]) =>
	length === 1 ? 'the item' : `any of the ${length} items`;

/** When every item lacks the same field: nearly always its name is mistyped. */
export function allMissing(reasons: Error[]): InvalidInput | undefined {
	const [first] = reasons;
	if (!(first instanceof BadRow) || !first.missing) return undefined;
	const { missing, remedy } = first;
	if (!reasons.every((each) => each instanceof BadRow && each.missing === missing))
		return undefined;
	return new InvalidInput(
		`No ${missing.holds} in ${whereOf(reasons)}: check '${missing.property.displayName}'`,
		remedy,
	);
}
