import type { INodeProperties } from 'n8n-workflow';

import { exportAnalytics, namesIn, withNumbers } from '../../shared/api/endpoints/analytics';
import type { Export } from '../../shared/exports/runExports';
import { runExports } from '../../shared/exports/runExports';
import type { ItemReader } from '../../shared/operation/itemReader';
import { wholeBatch } from '../../shared/operation/operation';
import { optionsField } from '../../shared/fields/options';
import { outputFields, outputOptions, readOutput } from '../../shared/exports/outputFields';
import { readWait, waitField, waitOptions } from '../../shared/fields/wait';
import { ANALYTICS_EXPORTS } from '../exportKind';
import { readSpec } from '../readSpec';
import { specFields } from '../specFields';
import { specOptions } from '../specOptions';
import { EXPORT_REFUSALS, withVerifiedColumns } from '../verifiedColumns';

const NO_LIMITS = { rows: Number.MAX_SAFE_INTEGER, days: Infinity };

/** Appcues writes these exports as JSON; there is nothing to choose. */
const output = outputFields.filter(({ name }) => name !== 'format');

const ownOutputOptions = outputOptions.map((option) =>
	option.name === 'fileName' ? { ...option, placeholder: 'e.g. usage.json' } : option,
);

const wait: INodeProperties = {
	...waitField,
	description:
		'Whether to wait until Appcues has finished the export, and to fetch it. Appcues accepts it at once and carries it out in the background, which may take minutes. Without waiting only the ID of its job comes out, and no other node takes that.',
};

function readExport(item: ItemReader): Export {
	const spec = readSpec(item, NO_LIMITS);
	const metrics = namesIn(spec, 'metrics');
	return {
		start: async (appcues) =>
			await withVerifiedColumns(spec, EXPORT_REFUSALS, item, async (asked) =>
				exportAnalytics(appcues, asked),
			),
		output: readOutput(item),
		format: 'array',
		fileStem: 'appcues-analytics',
		toItem: (row) => withNumbers(row, metrics),
	};
}

export const exportOperation = wholeBatch({
	value: 'export',
	name: 'Export Analytics',
	action: 'Export analytics',
	description:
		'Ask for numbers or events without a limit of rows or days. Appcues answers in the background, which may take minutes; each input item starts an export of its own.',
	fields: [
		...specFields,
		...output,
		wait,
		optionsField([...specOptions(), ...ownOutputOptions, ...waitOptions]),
	],
	settings: readWait,
	read: readExport,
	run: runExports(ANALYTICS_EXPORTS),
});
