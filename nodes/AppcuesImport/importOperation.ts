import { InvalidInput } from '../shared/util/invalidInput';
import type { ItemReader } from '../shared/operation/itemReader';
import type { FromItem, Operation, RunContext } from '../shared/operation/operation';
import { wholeBatch } from '../shared/operation/operation';
import type { FileSource, ItemSource } from './source';
import {
	SOURCE_LABELS,
	columnFields,
	fileFields,
	readSource,
	sourceField,
	sourceOptions,
} from './source';
import { readWait, waitField, waitOptions } from '../shared/fields/wait';
import type { Row, ToRow } from './items/row';
import { InvalidRow } from './items/row';
import type { CheckedFile } from './file/checkFile';
import { checkFile } from './file/checkFile';
import { importFiles } from './file/importFiles';
import type { ImportDefinition, SendOptions } from './items/importItems';
import { importItems } from './items/importItems';
import { allMissing } from './items/invalidRows';
import { optionsField } from '../shared/fields/options';

/** What the three import operations share: the parameters, and the way from items or files to jobs. */

interface ItemSettings extends SendOptions {
	source: ItemSource;
	toRow: ToRow;
}

interface FileSettings extends SendOptions {
	source: FileSource;
}

type Settings = ItemSettings | FileSettings;

type Input = Row | InvalidRow | CheckedFile;

type Appearance = Pick<Operation, 'value' | 'name' | 'action' | 'description'>;

/** Defines an operation that imports many rows. */
export function importOperation(appearance: Appearance, definition: ImportDefinition): Operation {
	return wholeBatch<Input, Settings>({
		...appearance,
		fields: fieldsOf(definition),
		settings: (first) => readSettings(first, definition),
		read: (item, settings) => readInput(item, settings, definition),
		allRefused: allMissing,
		run: async (inputs, settings, context) => await send(definition, inputs, settings, context),
	});
}

function fieldsOf({ keys }: ImportDefinition): Operation['fields'] {
	return [
		sourceField,
		...keys.map(({ property }) => property),
		...columnFields,
		...fileFields,
		waitField,
		optionsField([...sourceOptions, ...waitOptions]),
	];
}

function readSettings(first: ItemReader, definition: ImportDefinition): Settings {
	const source = readSource(first);
	const wait = readWait(first);
	if (source.kind === 'items') {
		return { source, wait, inOrder: false, toRow: definition.toRow(first, source) };
	}
	if (source.inOrder && !wait) {
		throw new InvalidInput(
			`'${SOURCE_LABELS.inOrder}' needs '${waitField.displayName}'`,
			`Turn on '${waitField.displayName}', or remove '${SOURCE_LABELS.inOrder}' from 'Options'.`,
		);
	}
	return { source, wait, inOrder: source.inOrder };
}

/** Without a promise for a row: there may be very many. */
function readInput(
	item: ItemReader,
	settings: Settings,
	definition: ImportDefinition,
): Input | Promise<Input> {
	if (!('toRow' in settings)) return checkFile(item, settings.source, definition);
	const row = settings.toRow(item);
	if (row instanceof InvalidRow && !settings.source.skipInvalid) throw row;
	return row;
}

async function send(
	definition: ImportDefinition,
	inputs: Array<FromItem<Input>>,
	settings: Settings,
	context: RunContext,
) {
	if (!('toRow' in settings)) {
		const files = inputs.filter(isOf('file'));
		return await importFiles(definition, files, settings, context);
	}
	const rows = inputs.filter(isOf('row'));
	const invalid = inputs.filter(isOf('invalid'));
	return await importItems(definition, rows, invalid, settings, context);
}

/** Returns whether an item has become a row, an invalid row or a file. */
const isOf =
	<Kind extends Input['kind']>(kind: Kind) =>
	(from: FromItem<Input>): from is FromItem<Extract<Input, { kind: Kind }>> =>
		from.input.kind === kind;
