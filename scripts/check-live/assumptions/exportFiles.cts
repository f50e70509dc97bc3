import { atLeast } from '../../../dev/elements.cjs';
import { type Assumption, verdict } from '../assumption.cjs';
import { type FieldKind, checkFields } from '../fields.cjs';
import {
	csvExport,
	endingAt,
	exportedRows,
	jsonFile,
	timeOf,
} from '../observations/eventsExport.cjs';
import { fetchFile, linkOf, packing, rowsOf, unpacked } from '../observations/file.cjs';
import { once } from '../observation.cjs';
import { completedJob } from '../observations/submitted.cjs';

const ROW: Record<string, FieldKind> = {
	id: 'string',
	name: 'string',
	timestamp: 'time',
	user_id: 'string',
	account_id: 'string',
	attributes: 'object',
	identity: 'object',
};

/** Returns the names in the header row of a CSV export. */
const csvColumns = once(async (context) => {
	const file = await fetchFile(context, linkOf(completedJob(await csvExport(context))));
	const [head] = atLeast(1, unpacked(file).toString().split(/\r?\n/));
	return head.split(',').map((cell) => cell.replaceAll('"', '').trim());
});

const beyondTheEnd = (times: number[]) =>
	times.length > 0 ? `${times.length} rows at or after the end` : 'no row at or after the end';

/** What an export file contains. */
export const exportFiles: Assumption[] = [
	{
		id: 'export-packing',
		title: 'How an export file is packed',
		expected: 'not packed, or gzip (a ZIP cannot be read as items)',
		grade: '?',
		copes: 'the node checks the first bytes; it offers a ZIP as a file instead of items',
		file: 'nodes/shared/exports/readRows.ts',
		check: async (context) => {
			const content = packing(await jsonFile(context));
			const isPacked = content === 'zip' || content === 'gzip';
			return verdict(content !== 'zip', isPacked ? content : 'not packed');
		},
	},
	{
		id: 'export-json',
		title: 'A JSON export',
		expected: 'one JSON object per line, or one array of objects',
		grade: 'B',
		file: 'nodes/shared/exports/rowReader.ts',
		check: async (context) => {
			const rows = rowsOf(await jsonFile(context));
			return verdict(rows !== undefined, rows ? `${rows.length} rows` : 'something else');
		},
	},
	{
		id: 'export-row-fields',
		title: 'What a row of an events export contains',
		expected: `${Object.keys(ROW).join(', ')}; timestamp in ISO 8601`,
		grade: 'B',
		file: 'docs/appcues-openapi.yaml',
		check: async (context) => checkFields(await exportedRows(context), ROW),
	},
	{
		id: 'export-csv',
		title: 'A CSV export',
		expected: 'a header row with user_id, name and timestamp',
		grade: 'B',
		file: 'nodes/shared/exports/csvRows.ts',
		check: async (context) => {
			const columns = await csvColumns(context);
			const there = ['user_id', 'name', 'timestamp'].every((name) => columns.includes(name));
			// The first row may be somebody's data instead of a header.
			return verdict(there, there ? columns.join(', ') : `${columns.length} other columns`);
		},
	},
	{
		id: 'export-csv-columns',
		title: 'Nested fields in a CSV export',
		expected: 'a column for each, with a dotted name such as attributes.score',
		grade: '?',
		copes: 'the node keeps the columns of the file, whatever their names are',
		file: 'nodes/shared/exports/rowReader.ts',
		check: async (context) => {
			const columns = await csvColumns(context);
			const dotted = columns.filter((name) => /^(attributes|identity)\./.test(name)).length;
			const whole = columns.filter((name) => /^(attributes|identity)$/.test(name)).length;
			return verdict(
				dotted > 0 && whole === 0,
				`${dotted} such columns, ${whole} with a whole object`,
			);
		},
	},
	{
		id: 'export-end-exclusive',
		title: 'The end of the time range of an export',
		expected: 'exclusive: an event at end_time is not included',
		grade: 'B',
		file: 'nodes/shared/fields/timeRange.ts',
		check: async (context) => {
			const { end, rows } = await endingAt(context);
			const beyond = rows.map(timeOf).filter((at) => at >= end);
			return verdict(beyond.length === 0, beyondTheEnd(beyond));
		},
	},
];
