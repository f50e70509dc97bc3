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
import type { Row, RowReader } from './items/row';
import { BadRow } from './items/row';
import type { CheckedFile } from './file/checkFile';
import { checkFile } from './file/checkFile';
import { importFiles } from './file/importFiles';
import type { Importing, Sending } from './items/importItems';
import { importItems } from './items/importItems';
import { allMissing } from './items/invalidRows';
import { optionsField } from '../shared/fields/options';

/** What Events, Groups and Profiles have in common: the parameters, and the way from items or files to jobs. */

interface ItemSettings extends Sending {
	source: ItemSource;
	rowOf: RowReader;
}

interface FileSettings extends Sending {
	source: FileSource;
}

type Settings = ItemSettings | FileSettings;

type Input = Row | BadRow | CheckedFile;

type Appearance = Pick<Operation, 'value' | 'name' | 'action' | 'description'>;

/** Defines an operation that imports many rows. */
export function importOperation(appearance: Appearance, importing: Importing): Operation {
	return wholeBatch<Input, Settings>({
		...appearance,
		fields: fieldsOf(importing),
		settings: (first) => readSettings(first, importing),
		read: async (item, settings) => await readInput(item, settings, importing),
		allRefused: allMissing,
		run: async (inputs, settings, context) => await send(importing, inputs, settings, context),
	});
}

function fieldsOf({ keys }: Importing): Operation['fields'] {
	return [
		sourceField,
		...keys.map(({ property }) => property),
		...columnFields,
		...fileFields,
		waitField,
		optionsField([...sourceOptions, ...waitOptions]),
	];
}

function readSettings(first: ItemReader, { rows }: Importing): Settings {
	const source = readSource(first);
	const wait = readWait(first);
	if (source.kind === 'items') {
		return { source, wait, inOrder: false, rowOf: rows(first, source) };
	}
	if (source.inOrder && !wait) {
		throw new InvalidInput(
			`'${SOURCE_LABELS.inOrder}' needs '${waitField.displayName}'`,
			`Turn on '${waitField.displayName}', or remove '${SOURCE_LABELS.inOrder}' from 'Options'.`,
		);
	}
	return { source, wait, inOrder: source.inOrder };
}

async function readInput(
	item: ItemReader,
	settings: Settings,
	importing: Importing,
): Promise<Input> {
	if (!('rowOf' in settings)) return await checkFile(item, settings.source, importing);
	const row = settings.rowOf(item);
	if (row instanceof BadRow && !settings.source.skipInvalid) throw row;
	return row;
}

async function send(
	importing: Importing,
	inputs: Array<FromItem<Input>>,
	settings: Settings,
	context: RunContext,
) {
	const rows: Array<FromItem<Row>> = [];
	const bad: Array<FromItem<BadRow>> = [];
	const files: Array<FromItem<CheckedFile>> = [];
	for (const { item, input } of inputs) {
		if (input.kind === 'row') rows.push({ item, input });
		else if (input.kind === 'bad') bad.push({ item, input });
		else files.push({ item, input });
	}
	return settings.source.kind === 'file'
		? await importFiles(importing, files, settings, context)
		: await importItems(importing, rows, bad, settings, context);
}
