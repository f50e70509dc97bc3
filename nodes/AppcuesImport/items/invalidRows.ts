import { droppedHint } from '../../shared/fields/attributes';
import type { Hints } from '../../shared/operation/hints';
import type { FromItem } from '../../shared/operation/operation';
import { InvalidInput } from '../../shared/util/invalidInput';
import { SOURCE_LABELS } from '../source';
import type { Row } from './row';
import { BadRow } from './row';

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

function skippedHint(bad: Array<FromItem<BadRow>>, of: number): string {
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

/**
 * Hints at what is sent otherwise than a user may think.
 *
 * @throws {InvalidInput} when no item has any of the selected columns
 */
export function tellOfRows(
	rows: Array<FromItem<Row>>,
	bad: Array<FromItem<BadRow>>,
	hints: Hints,
): void {
	const dropped = droppedHint(rows.flatMap(({ input }) => input.dropped));
	if (dropped) hints.add(dropped);
	if (rows.every(({ input }) => input.noneFound)) throw noColumns(rows[0].input);
	const absent = absentEverywhere(rows);
	if (absent.length > 0) {
		hints.add(
			`No item has a field ${absent.map((name) => `'${name}'`).join(', ')}: check 'Columns'.`,
		);
	}
	const displaced = rows.find(({ input }) => input.displaced !== undefined)?.input.displaced;
	if (displaced !== undefined) {
		hints.add(
			`The items' own field '${displaced}' was left out: in Appcues this is the name of the ID, which was taken from another field.`,
		);
	}
	if (bad.length > 0) hints.add(skippedHint(bad, rows.length + bad.length));
}

/** Without any of them, users or groups would be created from their IDs alone. */
function noColumns({ absent = [] }: Row): InvalidInput {
	return new InvalidInput(
		`No item has any of the columns in '${SOURCE_LABELS.selectedColumns}'`,
		`Check the names: ${absent.map((name) => `'${name}'`).join(', ')}. In the node's input, see what the columns are called.`,
	);
}

/** Selected columns that no item has are nearly always mistyped. */
function absentEverywhere(rows: Array<FromItem<Row>>): string[] {
	const [first] = rows;
	const candidates = first.input.absent ?? [];
	return candidates.filter((name) => rows.every(({ input }) => input.absent?.includes(name)));
}
