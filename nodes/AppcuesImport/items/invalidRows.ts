import type { Hints } from '../../shared/operation/hints';
import type { FromItem } from '../../shared/operation/operation';
import { InvalidInput } from '../../shared/util/invalidInput';
import type { Row } from './row';
import { InvalidRow } from './row';
import { elementAt } from '../../shared/util/elementAt';

/** How many skipped rows the output lists. */
const NAMED = 100;

/** Returns the part of the output that lists skipped items. */
export function skippedJson(invalid: Array<FromItem<InvalidRow>>) {
	const skippedRows = invalid.slice(0, NAMED).map(({ item, input: { field, reason } }) => ({
		item,
		field,
		reason,
	}));
	return { skipped: invalid.length, ...(invalid.length > 0 && { skippedRows }) };
}

function skippedHint(invalid: Array<FromItem<InvalidRow>>, of: number): string {
	const examples = invalid.slice(0, 3).map(({ item, input }) => `${input.message} (item ${item})`);
	const more = invalid.length > examples.length ? ', …' : '';
	return `${invalid.length} of ${of} items ${invalid.length === 1 ? 'was' : 'were'} skipped: ${examples.join(', ')}${more}.`;
}

/** @throws {InvalidInput} always. If all items are invalid, a field name is almost always mistyped. */
export function refuseAll(invalid: Array<FromItem<InvalidRow>>): never {
	const { item, input: first } = elementAt(invalid, 0);
	throw (
		allMissing(invalid.map(({ input }) => input)) ??
		new InvalidInput(
			`Nothing to import in ${whereOf(invalid)}: ${first.message} (item ${item})`,
			first.remedy,
		)
	);
}

const whereOf = ({ length }: unknown[]) =>
	length === 1 ? 'the item' : `any of the ${length} items`;

/** Returns the error if all items lack the same field: its name is almost always mistyped. */
export function allMissing(reasons: Error[]): InvalidInput | undefined {
	const [first] = reasons;
	if (!(first instanceof InvalidRow) || !first.missing) return undefined;
	const { missing, remedy } = first;
	if (!reasons.every((each) => each instanceof InvalidRow && each.missing === missing))
		return undefined;
	return new InvalidInput(
		`No ${missing.holds} in ${whereOf(reasons)}: check '${missing.property.displayName}'`,
		remedy,
	);
}

/**
 * Adds hints about values that the node skips or changes.
 *
 * @param columnsLabel of the parameter with the selected columns
 * @throws {InvalidInput} if no item has any of the selected columns
 */
export function addHints(
	rows: Array<FromItem<Row>>,
	invalid: Array<FromItem<InvalidRow>>,
	hints: Hints,
	columnsLabel: string,
): void {
	if (rows.every(({ input }) => input.noneFound)) {
		throw noColumns(elementAt(rows, 0).input, columnsLabel);
	}
	const absent = absentEverywhere(rows);
	if (absent.length > 0) {
		hints.add(
			`No item has a field ${absent.map((name) => `'${name}'`).join(', ')}: check '${columnsLabel}'.`,
		);
	}
	if (invalid.length > 0) hints.add(skippedHint(invalid, rows.length + invalid.length));
}

/** Prevents users or groups with nothing but an ID. */
function noColumns({ absent = [] }: Row, label: string): InvalidInput {
	return new InvalidInput(
		`No item has any of the columns in '${label}'`,
		`Check the names: ${absent.map((name) => `'${name}'`).join(', ')}. The node's input shows the names of its fields.`,
	);
}

/** Returns the selected columns that no item has. They are almost always mistyped. */
function absentEverywhere(rows: Array<FromItem<Row>>): string[] {
	const candidates = elementAt(rows, 0).input.absent ?? [];
	return candidates.filter((name) => rows.every(({ input }) => input.absent?.includes(name)));
}
