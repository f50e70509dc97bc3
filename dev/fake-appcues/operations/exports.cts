import { type Condition, matcher } from '../exports/conditions.cjs';
import { ExportFile } from '../exports/exportFile.cjs';
import {
	type EventChoice,
	eventTable,
	memberTable,
	syntheticEvents,
	syntheticMembers,
} from '../exports/exportTables.cjs';
import type { ExportFormat, FileFormat, Table } from '../exports/table.cjs';
import { Problem } from '../model/problem.cjs';
import { timeWriter } from '../model/time.cjs';
import {
	type Answer,
	type Call,
	type Operation,
	accepted,
	checkedBody,
	checkedTime,
	mustExist,
} from './operation.cjs';

interface EventExport {
	format: ExportFormat;
	start_time: string;
	end_time?: string;
	conditions: Condition[];
	time_zone?: string;
	email?: string;
	limit?: number;
	offset?: number;
}

interface MembershipExport {
	property_names?: string[];
	format?: ExportFormat;
	email?: string;
}

/** The export operations, by operationId. */
export const exportOperations: Record<string, Operation> = {
	exportEvents,
	exportSegmentMembership,
};

function exportEvents(call: Call): Answer {
	const { account, now } = call;
	const body = checkedBody<EventExport>(call);
	const { limit = Infinity, offset = 0, email } = body;
	const format = fileFormat(call, body.format);
	const choice: EventChoice = {
		...timeRange(body),
		matches: matcher(body.conditions),
		offset,
		limit,
		timeIn: timeWriter(body.time_zone ?? 'UTC', 'body.time_zone'),
		nestedAs: format === 'csv' ? 'object' : call.settings.nestedAs,
	};
	return startExport(call, { name: 'events', format, email }, (count) =>
		count > 0 ? syntheticEvents(account, count, now) : eventTable(account, choice),
	);
}

function timeRange({ start_time, end_time }: EventExport): { from: number; to: number } {
	const from = checkedTime(start_time, 'body.start_time');
	const to = end_time === undefined ? Infinity : checkedTime(end_time, 'body.end_time');
	if (to <= from) throw new Problem(400, 'body.end_time: must be after start_time');
	return { from, to };
}

function exportSegmentMembership(call: Call): Answer {
	const { account, param } = call;
	const { id } = mustExist(account.segments.get(param('segment_id')), 'segment');
	const {
		property_names: properties = [],
		format: asked = 'csv',
		email,
	} = checkedBody<MembershipExport>(call);
	const format = fileFormat(call, asked);
	return startExport(call, { name: 'segment_membership', format, email }, (count) =>
		count > 0 ? syntheticMembers(properties, count) : memberTable(account, id, properties),
	);
}

interface FileWish {
	/** The name of the file and, in other words, of the job. */
	name: 'events' | 'segment_membership';
	format: FileFormat;
	email: string | undefined;
}

/** What the file contains. */
function fileFormat({ settings }: Call, asked: ExportFormat): FileFormat {
	const { exportFile } = settings;
	if (exportFile === 'asked') return asked;
	return exportFile === 'ndjson' ? 'json' : exportFile;
}

/** @param tableOf generates that many rows, or returns the real ones for 0; called when the job is due */
function startExport(
	{ account, settings }: Call,
	{ name, format, email }: FileWish,
	tableOf: (syntheticRows: number) => Table,
): Answer {
	// As they are now, not at the time of a later status check.
	const { exportEncoding, exportRows } = settings;
	const job = account.startJob(`export_${name}`, (self) => {
		const table = tableOf(exportRows);
		const folder = `${account.id}/${self.id}`;
		self.file = new ExportFile(folder, name, format, exportEncoding, table, exportRows > 0);
		return { rows: table.count, ...(email !== undefined && { email }) };
	});
	return accepted(job);
}
