import { isObject } from '../shared/util/isObject';
import { namesIn } from '../shared/api/endpoints/analytics';
import { InvalidInput } from '../shared/util/invalidInput';
import { LABELS } from './specFields';
import { BROKEN_COLUMNS, BROKEN_NAME, NPS_METRICS, remedyFor } from './vocabulary';

const SCORE = 'nps_computed_score';
const SUBMITTED = 'nps_scores_submitted';

/** A name in a query, and where: `metrics`, `conditions`. */
interface Mention {
	name: string;
	key: string;
}

/** How the user wrote the query: in fields, in fields with the conditions as JSON, or all of it as JSON. */
type Written = 'fields' | 'conditionsJson' | 'json';

/**
 * Refuses a query that Appcues never answers, and says which one works.
 *
 * @throws {InvalidInput} naming the parameter and the name in it
 */
export function checkSpec(spec: object, written: Written): void {
	const metrics = namesIn(spec, 'metrics');
	const dimensions = namesIn(spec, 'dimensions');
	const columns = namesIn(spec, 'columns');
	if (columns.length > 0 && metrics.length + dimensions.length > 0) {
		throw new InvalidInput(
			`'${LABELS.specJson}' contains columns together with metrics or dimensions`,
			'To count, use metrics and dimensions. For one row per event, use columns alone.',
		);
	}
	for (const mention of mentions(spec)) checkName(mention, written);
	for (const name of columns) {
		const instead = BROKEN_COLUMNS.get(normalized(name));
		if (instead !== undefined) {
			throw new InvalidInput(
				`${place('columns', written)} contains ${name}, which Appcues can't answer`,
				`Use ${instead} instead.`,
			);
		}
	}
	checkScore(metrics, dimensions, written);
	checkSurvey(metrics, spec, written);
}

function checkName({ name, key }: Mention, written: Written): void {
	const where = place(key, written);
	if (normalized(name) === BROKEN_NAME) {
		throw new InvalidInput(
			`${where} contains ${name}, which Appcues can't answer`,
			'Use the metrics nps_promoters, nps_neutrals and nps_detractors. Their sum is the number of respondents.',
		);
	}
	const remedy = key === 'metrics' ? undefined : remedyFor(normalized(name));
	if (remedy === undefined) return;
	throw new InvalidInput(
		`${where} contains ${name.slice(0, 60)}, which Appcues' analytics don't have`,
		remedy,
	);
}

function checkScore(metrics: string[], dimensions: string[], written: Written): void {
	const names = metrics.map(normalized);
	if (!names.includes(SCORE)) return;
	if (names.includes(SUBMITTED)) {
		throw new InvalidInput(
			`${place('metrics', written)} contains ${SCORE} and ${SUBMITTED}, which Appcues can't answer together`,
			'Use one of them, and ask for the other one in a second query.',
		);
	}
	const other = dimensions.find((name) => normalized(name) !== 'day');
	if (other === undefined) return;
	throw new InvalidInput(
		`${place('dimensions', written)} contains ${other}, and ${SCORE} can only be grouped by day`,
		'Use day, or no dimension. For the scores of several surveys, run one query per survey.',
	);
}

function checkSurvey(metrics: string[], spec: object, written: Written): void {
	const metric = metrics.find((name) => NPS_METRICS.has(normalized(name)));
	if (metric === undefined) return;
	const surveys = conditionsOf(spec).filter(
		([field]) => typeof field === 'string' && normalized(field) === 'flow_id',
	);
	if (surveys.some(([, , value]) => !isBlank(value))) return;
	if (surveys.length > 0) {
		throw new InvalidInput(
			`The condition on flow_id, which the metric ${metric} needs, has no value`,
			"Enter the survey's ID as its value, or check the expression there.",
		);
	}
	throw new InvalidInput(
		`The metric ${metric} needs a condition on flow_id`,
		written !== 'fields'
			? `Add ["flow_id", "==", "the survey's ID"] to ${place('conditions', written)}.`
			: "Add a condition with the field flow_id, the operator Equals, and the survey's ID as the value.",
	);
}

function mentions(spec: object): Mention[] {
	const { order_by: orderBy, rank_n: rank } = spec as Record<string, unknown>;
	const named = {
		metrics: namesIn(spec, 'metrics'),
		dimensions: namesIn(spec, 'dimensions'),
		columns: namesIn(spec, 'columns'),
		conditions: firsts(conditionsOf(spec)),
		order_by: firsts(orderBy),
		rank_n: isObject(rank) && typeof rank.dimension === 'string' ? [rank.dimension] : [],
	};
	return Object.entries(named).flatMap(([key, names]) => names.map((name) => ({ name, key })));
}

function conditionsOf(spec: object): unknown[][] {
	const { conditions } = spec as Record<string, unknown>;
	return Array.isArray(conditions) ? conditions.filter((each) => Array.isArray(each)) : [];
}

function isBlank(value: unknown): boolean {
	if (typeof value === 'string') return value.trim() === '';
	return value === undefined || value === null || (Array.isArray(value) && value.every(isBlank));
}

/** Returns the first string of each entry: `[field, operator, value]`, `[field, direction]`. */
function firsts(entries: unknown): string[] {
	if (!Array.isArray(entries)) return [];
	return entries.flatMap((entry: unknown) => {
		const first: unknown = Array.isArray(entry) ? entry[0] : undefined;
		return typeof first === 'string' ? [first] : [];
	});
}

const PLACES: Record<string, string> = {
	metrics: LABELS.metrics,
	dimensions: LABELS.dimensions,
	columns: LABELS.columns,
	conditions: 'Conditions',
	order_by: 'Order By',
};

function place(key: string, written: Written): string {
	if (written === 'json') return `${key} in '${LABELS.specJson}'`;
	if (key === 'conditions' && written === 'conditionsJson') return "'Conditions (JSON)'";
	return `'${PLACES[key] ?? key}'`;
}

const normalized = (name: string) => name.trim().toLowerCase();
