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
	id: 'text',
	name: 'text',
	timestamp: 'time',
	user_id: 'text',
	account_id: 'text',
	attributes: 'object',
	identity: 'object',
};

/** The names in the header row of an export as CSV. */
const csvColumns = once(async (context) => {
	const file = await fetchFile(context, linkOf(completedJob(await csvExport(context))));
	const [head] = unpacked(file).toString().split(/\r?\n/);
	return head.split(',').map((cell) => cell.replaceAll('"', '').trim());
});

const beyondTheEnd = (times: number[]) =>
	times.length > 0 ? `${times.length} rows at or after the end` : 'no row at or after the end';

/** What is in the file of an export. */
export const exportFiles: Assumption[] = [
	{
		id: 'export-packing',
		title: 'How the file of an export is packed',
		expected: 'not, or with gzip (a ZIP cannot be read as items)',
		grade: '?',
		copes: 'the node goes by the first bytes; a ZIP is offered as a file instead of items',
		file: 'nodes/shared/exports/readRows.ts',
		check: async (context) => {
			const content = packing(await jsonFile(context));
			const isPacked = content === 'zip' || content === 'gzip';
			return verdict(content !== 'zip', isPacked ? content : 'not packed');
		},
	},
	{
		id: 'export-json',
		title: 'An export as JSON',
		expected: 'one JSON object a line, or one list of objects',
		grade: 'B',
		file: 'nodes/shared/exports/rowReader.ts',
		check: async (context) => {
			const rows = rowsOf(await jsonFile(context));
			return verdict(rows !== undefined, rows ? `${rows.length} rows` : 'something else');
		},
	},
	{
		id: 'export-row-fields',
		title: 'What a row of an export of events holds',
		expected: `${Object.keys(ROW).join(', ')}; timestamp in ISO 8601`,
		grade: 'B',
		file: 'docs/appcues-openapi.yaml',
		check: async (context) => checkFields(await exportedRows(context), ROW),
	},
	{
		id: 'export-csv',
		title: 'An export as CSV',
		expected: 'a header row that has user_id, name and timestamp',
		grade: 'B',
		file: 'nodes/shared/exports/csvRows.ts',
		check: async (context) => {
			const columns = await csvColumns(context);
			const there = ['user_id', 'name', 'timestamp'].every((name) => columns.includes(name));
			// What is no header may be somebody's data.
			return verdict(there, there ? columns.join(', ') : `${columns.length} other columns`);
		},
	},
	{
		id: 'export-csv-columns',
		title: 'Nested fields in an export as CSV',
		expected: 'a column for each, with a dotted name such as attributes.score',
		grade: '?',
		copes: 'the node keeps the columns that the file has, whatever their names',
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
		expected: 'exclusive: an event at end_time is not in it',
		grade: 'B',
		file: 'nodes/shared/fields/timeRange.ts',
		check: async (context) => {
			const { end, rows } = await endingAt(context);
			const beyond = rows.map(timeOf).filter((at) => at >= end);
			return verdict(beyond.length === 0, beyondTheEnd(beyond));
		},
	},
];
