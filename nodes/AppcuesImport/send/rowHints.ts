import { droppedHint } from '../../shared/node/attributesBlock';
import { InvalidInput } from '../../shared/invalidInput';
import type { Hints } from '../../shared/node/hints';
import type { FromItem } from '../../shared/node/operation';
import { SOURCE_LABELS } from '../../shared/node/sourceBlock';
import type { BadRow, Row } from '../rows/row';
import { skippedHint } from './skipped';

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
