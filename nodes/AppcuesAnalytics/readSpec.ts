import type { AnalyticsSpec, QUERY_LIMITS } from '../shared/api/endpoints/analytics';
import { isoTimestamp, readTime } from '../shared/checks/times';
import { InvalidInput } from '../shared/util/invalidInput';
import { readConditions } from '../shared/fields/conditions';
import type { ItemReader } from '../shared/operation/itemReader';
import { checkNumbers, jsonObject } from '../shared/fields/json';
import { readNames } from '../shared/fields/stringList';
import type { TimeRange } from '../shared/fields/timeRange';
import { readClosedTimeRange } from '../shared/fields/timeRange';
import { checkSpec } from './checkSpec';
import { LABELS } from './specFields';
import { readSpecOptions } from './specOptions';

/** How much may be asked for at once. */
type Limits = typeof QUERY_LIMITS;

/**
 * The query of an item as Appcues takes it.
 *
 * @throws {InvalidInput} for a mode that does not exist, for what is missing, and for more than the limits allow
 */
export function readSpec(item: ItemReader, limits: Limits): object {
	const mode = item.value('queryMode', 'aggregate');
	if (mode === 'json') return readSpecJson(item, limits);
	if (mode !== 'aggregate' && mode !== 'raw') {
		throw new InvalidInput(
			`'${LABELS.queryMode}' has no such choice`,
			"Choose 'Aggregate', 'JSON' or 'Raw Rows'.",
		);
	}
	const selected = mode === 'raw' ? readColumns(item) : readMetrics(item);
	const options = readSpecOptions(item, limits.rows);
	const range = readClosedTimeRange(item, options.timezone);
	checkDays(range, limits.days, "'Start Time' and 'End Time'");
	const spec: AnalyticsSpec = {
		...selected,
		conditions: readConditions(item),
		...inWholeSeconds(range),
		...options,
	};
	checkSpec(spec, false);
	return spec;
}

function readMetrics(item: ItemReader): Pick<AnalyticsSpec, 'metrics' | 'dimensions'> {
	const metrics = readNames(item.value('metrics', ''), LABELS.metrics, item);
	const dimensions = readNames(item.value('dimensions', ''), LABELS.dimensions, item);
	if (metrics.length === 0) {
		throw new InvalidInput(
			`'${LABELS.metrics}' is empty`,
			`Enter what to count in '${LABELS.metrics}', such as events or users, or check its expression.`,
		);
	}
	return { metrics, ...(dimensions.length > 0 && { dimensions }) };
}

function readColumns(item: ItemReader): Pick<AnalyticsSpec, 'columns'> {
	const columns = readNames(item.value('columns', ''), LABELS.columns, item);
	if (columns.length > 0) return { columns };
	throw new InvalidInput(
		`'${LABELS.columns}' is empty`,
		`Enter what to tell of each event in '${LABELS.columns}', such as timestamp, user_id, name, or check its expression.`,
	);
}

/** Appcues takes whole seconds. Both are rounded down, so that ranges that follow each other neither overlap nor leave a gap. */
function inWholeSeconds({ start_time, end_time }: Required<TimeRange>): Required<TimeRange> {
	const start = Math.floor(Date.parse(start_time) / 1000);
	// A range within a second is that second.
	const end = Math.max(Math.floor(Date.parse(end_time) / 1000), start + 1);
	const text = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
	return { start_time: text(start), end_time: text(end) };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Where clocks are set back in between, so many days are an hour longer.
 *
 * @param names of the two times, for the message
 */
function checkDays(
	{ start_time, end_time }: Required<TimeRange>,
	most: number,
	names: string,
): void {
	const span = Date.parse(end_time) - Date.parse(start_time);
	if (span <= most * DAY_MS + HOUR_MS) return;
	throw new InvalidInput(
		`${names} are ${Math.ceil((span / DAY_MS) * 10) / 10} days apart, and a query spans ${most} at most`,
		"Choose a shorter time, or the operation 'Export', which has no such limit.",
	);
}

function readSpecJson(item: ItemReader, limits: Limits): object {
	const example = '{ "metrics": ["users"], "start_time": "2026-11-01", "end_time": "2026-12-01" }';
	const spec = jsonObject(item.value('specJson', '{}'), LABELS.specJson, example);
	if (Object.keys(spec).length === 0) {
		throw new InvalidInput(
			`'${LABELS.specJson}' is empty`,
			`Enter a query, such as ${example}, in '${LABELS.specJson}'.`,
		);
	}
	if ('account_id' in spec) {
		throw new InvalidInput(
			`'${LABELS.specJson}' names an account (account_id)`,
			"Remove account_id: the account is always that of the credential's 'Account ID'.",
		);
	}
	checkNumbers(spec, LABELS.specJson, item);
	checkSpec(spec, true);
	const zone = typeof spec.timezone === 'string' ? spec.timezone : 'UTC';
	const times = timesOf(spec, zone);
	const [start_time, end_time] = ['start_time', 'end_time'].map((name) =>
		isoTimestamp(times[name], zone),
	);
	if (start_time !== undefined && end_time !== undefined) {
		checkDays(
			{ start_time, end_time },
			limits.days,
			`start_time and end_time in '${LABELS.specJson}'`,
		);
	}
	return { ...spec, ...times };
}

/** ISO text is sent as it is; a number or a date as ISO text, since Appcues takes nothing else. */
function timesOf(spec: Record<string, unknown>, zone: string): Record<string, unknown> {
	const times = Object.entries(spec).filter(
		([name, value]) => (name === 'start_time' || name === 'end_time') && value !== null,
	);
	return Object.fromEntries(
		times.map(([name, value]) => {
			const isIso = typeof value === 'string' && /^\d{4}-/.test(value);
			if (isIso && isoTimestamp(value, zone) !== undefined) return [name, value];
			const time = readTime(value, zone);
			// In whole seconds.
			if ('iso' in time) return [name, time.iso.replace(/\.\d{3}Z$/, 'Z')];
			throw new InvalidInput(`${name} in '${LABELS.specJson}' ${time.reason}`, time.remedy);
		}),
	);
}
