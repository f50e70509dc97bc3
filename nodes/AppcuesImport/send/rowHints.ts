import { droppedHint } from '../../shared/node/attributesBlock';
import type { Hints } from '../../shared/node/hints';
import type { FromItem } from '../../shared/node/operation';
import type { BadRow, Row } from '../rows/row';
import { skippedHint } from './skipped';

/** Hints at what is sent otherwise than a user may think. */
export function tellOfRows(
	rows: Array<FromItem<Row>>,
	bad: Array<FromItem<BadRow>>,
	hints: Hints,
): void {
	const dropped = droppedHint(rows.flatMap(({ input }) => input.dropped));
	if (dropped) hints.add(dropped);
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

/** Selected columns that no item has are nearly always mistyped. */
function absentEverywhere(rows: Array<FromItem<Row>>): string[] {
	const [first] = rows;
	const candidates = first.input.absent ?? [];
	return candidates.filter((name) => rows.every(({ input }) => input.absent?.includes(name)));
}
