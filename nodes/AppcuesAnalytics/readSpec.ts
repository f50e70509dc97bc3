import type { AnalyticsSpec } from '../shared/api/analytics';
import { QUERY_LIMITS } from '../shared/api/analytics';
import { isoTimestamp, readTime } from '../shared/checks/times';
import { InvalidInput } from '../shared/invalidInput';
import { readConditions } from '../shared/node/conditionsBlock';
import type { ItemReader } from '../shared/node/itemReader';
import { checkNumbers, jsonObject } from '../shared/node/jsonParameter';
import { readNames } from '../shared/node/listEntries';
import type { TimeRange } from '../shared/node/timeRange';
import { readClosedTimeRange } from '../shared/node/timeRange';
import { LABELS } from './specFields';
import { readSpecOptions } from './specOptions';

/** How much may be asked for at once. */
export type Limits = typeof QUERY_LIMITS;

/**
 * The query of an item as Appcues takes it.
 *
 * @throws {InvalidInput} for a mode that does not exist, for what is missing, and for more than the limits allow
 */
export function readSpec(item: ItemReader, limits: Limits): object {
	const mode = item.value('queryMode', 'aggregate');
	if (mode === 'json') return readSpecJson(item);
	if (mode !== 'aggregate' && mode !== 'raw') {
		throw new InvalidInput(
			`'${LABELS.queryMode}' has no such choice`,
			"Choose 'Aggregate', 'JSON' or 'Raw Rows'.",
		);
	}
	const selected = mode === 'raw' ? readColumns(item) : readMetrics(item);
	const options = readSpecOptions(item, limits.rows);
	const range = readClosedTimeRange(item, options.timezone);
	checkDays(range, limits.days);
	const spec: AnalyticsSpec = {
		...selected,
		conditions: readConditions(item),
		...range,
		...options,
	};
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

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Where clocks are set back in between, so many days are an hour longer. */
function checkDays({ start_time, end_time }: Required<TimeRange>, most: number): void {
	const span = Date.parse(end_time) - Date.parse(start_time);
	if (span <= most * DAY_MS + HOUR_MS) return;
	throw new InvalidInput(
		`'Start Time' and 'End Time' are ${Math.ceil((span / DAY_MS) * 10) / 10} days apart, and a query spans ${most} at most`,
		"Choose a shorter time, or the operation 'Export', which has no such limit.",
	);
}

function readSpecJson(item: ItemReader): object {
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
	return { ...spec, ...timesOf(spec) };
}

/** ISO text is sent as it is; a number or a date as ISO text, since Appcues takes nothing else. */
function timesOf(spec: Record<string, unknown>): Record<string, unknown> {
	const zone = typeof spec.timezone === 'string' ? spec.timezone : 'UTC';
	const times = Object.entries(spec).filter(
		([name, value]) => (name === 'start_time' || name === 'end_time') && value !== null,
	);
	return Object.fromEntries(
		times.map(([name, value]) => {
			const isIso = typeof value === 'string' && /^\d{4}-/.test(value);
			if (isIso && isoTimestamp(value, zone) !== undefined) return [name, value];
			const time = readTime(value, zone);
			if ('iso' in time) return [name, time.iso];
			throw new InvalidInput(`${name} in '${LABELS.specJson}' ${time.reason}`, time.remedy);
		}),
	);
}
