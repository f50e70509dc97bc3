import type { AnalyticsSpec, QUERY_LIMITS } from '../shared/api/endpoints/analytics';
import { readEventNames } from '../shared/events/eventNames';
import { isoTimestamp, readTime } from '../shared/checks/times';
import { InvalidInput } from '../shared/util/invalidInput';
import { conditionsFromJson, readConditions } from '../shared/fields/conditions';
import type { ItemReader } from '../shared/operation/itemReader';
import { checkNumbers, jsonObject } from '../shared/fields/json';
import { readStringList } from '../shared/fields/stringList';
import type { TimeRange } from '../shared/fields/timeRange';
import { readClosedTimeRange } from '../shared/fields/timeRange';
import { checkSpec } from './checkSpec';
import { LABELS } from './specFields';
import { readSpecOptions } from './specOptions';
import { checkDays, inWholeSeconds } from './times';

/** How much one query can ask for. */
type Limits = typeof QUERY_LIMITS;

/**
 * Reads the query of an item as Appcues takes it.
 *
 * @throws {InvalidInput} for an unknown mode, for what is missing, and for more than the limits allow
 */
export function readSpec(item: ItemReader, limits: Limits): object {
	const mode = item.value('queryMode', 'aggregate');
	if (mode === 'json') return readSpecJson(item, limits);
	if (mode !== 'aggregate' && mode !== 'raw') {
		throw new InvalidInput(
			`'${LABELS.queryMode}' has an invalid value`,
			"Choose 'Aggregate', 'JSON' or 'Raw Rows'.",
		);
	}
	const selected = mode === 'raw' ? readColumns(item) : readMetrics(item);
	const options = readSpecOptions(item, limits.rows);
	const range = readClosedTimeRange(item, options.timezone);
	checkDays(range, limits.days, "'Start Time' and 'End Time'");
	const spec: AnalyticsSpec = {
		...selected,
		conditions: [...readEventNames(item), ...readConditions(item)],
		...inWholeSeconds(range),
		...options,
	};
	checkSpec(spec, item.value('conditionsMode', 'fields') === 'json' ? 'conditionsJson' : 'fields');
	return spec;
}

function readMetrics(item: ItemReader): Pick<AnalyticsSpec, 'metrics' | 'dimensions'> {
	const metrics = readStringList(item.value('metrics', ''), LABELS.metrics, item);
	const dimensions = readStringList(item.value('dimensions', ''), LABELS.dimensions, item);
	if (metrics.length === 0) {
		throw new InvalidInput(
			`'${LABELS.metrics}' is empty`,
			`Choose what to count in '${LABELS.metrics}', such as Events or Users, or check its expression.`,
		);
	}
	return { metrics, ...(dimensions.length > 0 && { dimensions }) };
}

function readColumns(item: ItemReader): Pick<AnalyticsSpec, 'columns'> {
	const columns = readStringList(item.value('columns', ''), LABELS.columns, item);
	if (columns.length > 0) return { columns };
	throw new InvalidInput(
		`'${LABELS.columns}' is empty`,
		`Choose what to return for each event in '${LABELS.columns}', such as Timestamp, User ID and Name, or check its expression.`,
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
			`'${LABELS.specJson}' contains account_id`,
			"Remove account_id. The node always uses the 'Account ID' of the credential.",
		);
	}
	checkNumbers(spec, LABELS.specJson, item);
	const { conditions } = spec;
	const read = {
		...spec,
		// Appcues answers an odd condition with no rows.
		...(conditions !== undefined &&
			conditions !== null && { conditions: conditionsFromJson(conditions, LABELS.specJson) }),
	};
	checkSpec(read, 'json');
	const times = timesOf(spec);
	const { start_time, end_time } = times;
	if (start_time !== undefined && end_time !== undefined) {
		checkDays(
			{ start_time, end_time },
			limits.days,
			`start_time and end_time in '${LABELS.specJson}'`,
		);
	}
	return { ...read, ...inWholeSeconds(times) };
}

/** Returns the times as ISO strings in UTC. Times without a time zone are in that of the query. */
function timesOf(spec: Record<string, unknown>): Partial<TimeRange> {
	const zone = typeof spec.timezone === 'string' ? spec.timezone : 'UTC';
	return {
		...timeIn(spec, 'start_time', zone),
		...timeIn(spec, 'end_time', zone),
	};
}

function timeIn(
	spec: Record<string, unknown>,
	name: 'start_time' | 'end_time',
	zone: string,
): Partial<TimeRange> {
	const value = spec[name];
	if (value === undefined || value === null) return {};
	// A year that was written out is meant, even if it is 1970.
	const written =
		typeof value === 'string' && /^\s*\d{4}-/.test(value) ? isoTimestamp(value, zone) : undefined;
	if (written !== undefined) return { [name]: written };
	const time = readTime(value, zone);
	if ('iso' in time) return { [name]: time.iso };
	throw new InvalidInput(`${name} in '${LABELS.specJson}' ${time.reason}`, time.remedy);
}
