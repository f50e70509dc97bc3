import type { INodeProperties } from 'n8n-workflow';

import { exportAnalytics, namesIn, withNumbers } from '../../shared/api/endpoints/analytics';
import type { Export } from '../../shared/exports/runExports';
import { runExports } from '../../shared/exports/runExports';
import type { ItemReader } from '../../shared/operation/itemReader';
import { wholeBatch } from '../../shared/operation/operation';
import { optionsField } from '../../shared/fields/options';
import { outputFields, outputOptions, readOutput } from '../../shared/exports/outputFields';
import { flattenOption, readFlattenShape } from '../../shared/exports/shapeRows';
import { readWait, waitField, waitOptions } from '../../shared/fields/wait';
import { ANALYTICS_EXPORTS } from '../exportKind';
import { readSpec } from '../readSpec';
import { specFields } from '../specFields';
import { specOptions } from '../specOptions';
import { EXPORT_REFUSALS, withVerifiedColumns } from '../verifiedColumns';

const NO_LIMITS = { rows: Number.MAX_SAFE_INTEGER, days: Infinity };

/** Without a format: Appcues writes these exports as JSON. */
const output = outputFields.filter(({ name }) => name !== 'format');

const ownOutputOptions = outputOptions.map((option) =>
	option.name === 'fileName' ? { ...option, placeholder: 'e.g. usage.json' } : option,
);

const wait: INodeProperties = {
	...waitField,
	description:
		'Whether to wait for the result, which can take minutes. If off, the node returns a job that no other node can read.',
};

function readExport(item: ItemReader): Export {
	const spec = readSpec(item, NO_LIMITS);
	const flatten = readFlattenShape(item);
	const metrics = namesIn(spec, 'metrics');
	return {
		start: async (appcues) =>
			await withVerifiedColumns(spec, EXPORT_REFUSALS, item, async (asked) =>
				exportAnalytics(appcues, asked),
			),
		output: readOutput(item),
		format: 'array',
		fileStem: 'appcues-analytics',
		shape: (row) => flatten(withNumbers(row, metrics)),
	};
}

export const exportOperation = wholeBatch({
	value: 'export',
	name: 'Export Analytics',
	action: 'Export analytics',
	description:
		'Export counts or events of any time range and size. Appcues can take minutes. Each input item starts one export.',
	fields: [
		...specFields(),
		...output,
		wait,
		optionsField([...specOptions, ...ownOutputOptions, flattenOption, ...waitOptions]),
	],
	settings: readWait,
	read: readExport,
	run: runExports(ANALYTICS_EXPORTS),
});
