import { namesIn, VERIFIED_COLUMNS } from '../shared/api/endpoints/analytics';
import { AppcuesError, withNote } from '../shared/api/appcuesError';
import type { Noter } from '../shared/checks/lists';
import { FIELDS } from './vocabulary';

/** The statuses after which a query is retried. A query is idempotent. */
export const QUERY_REFUSALS: readonly number[] = [400, 500];

/** The same for an export. After a 500, its job may already be running. */
export const EXPORT_REFUSALS: readonly number[] = [400];

/** The query that replaces one that Appcues refused. */
interface Fallback {
	spec: object;
	/** The columns that it doesn't have. */
	columns: string[];
	/** Those of them in the original order. */
	order: string[];
}

/**
 * Queries raw rows. If Appcues refuses a column that isn't verified, this retries with the verified columns only, and
 * a hint names the others.
 *
 * @param refusals the statuses after which it retries
 * @param noter where to note the missing columns
 * @throws the first error if Appcues refuses both queries
 */
export async function withVerifiedColumns<T>(
	spec: object,
	refusals: readonly number[],
	noter: Noter,
	ask: (spec: object) => Promise<T>,
): Promise<T> {
	try {
		return await ask(spec);
	} catch (refused) {
		const fallback = fallbackFor(spec, refusals, refused);
		if (!fallback) throw withAdvice(refused, spec);
		const result = await ask(fallback.spec).catch((thrown: unknown) => {
			throw statusOf(thrown) === 400 ? refused : thrown;
		});
		for (const column of fallback.columns) noter.note('droppedColumn', column);
		for (const column of fallback.order) noter.note('droppedOrder', column);
		return result;
	}
}

function fallbackFor(
	spec: object,
	refusals: readonly number[],
	refused: unknown,
): Fallback | undefined {
	const columns = unverified(spec);
	const status = statusOf(refused);
	if (columns.length === 0 || status === undefined || !refusals.includes(status)) return undefined;
	if (status === 400 && !namesColumn((refused as AppcuesError).message, spec)) return undefined;
	const { order_by: orderBy, limit, offset } = spec as Record<string, unknown>;
	const orders: unknown[] = Array.isArray(orderBy) ? orderBy : [];
	const kept = orders.filter((entry) => !columns.includes(orderedBy(entry)));
	const order = orders.map(orderedBy).filter((name) => columns.includes(name));
	// With another order, a limit selects other rows.
	if (order.length > 0 && (limit ?? offset) != null) return undefined;
	return {
		spec: { ...spec, columns: VERIFIED_COLUMNS, ...(order.length > 0 && { order_by: kept }) },
		columns,
		order,
	};
}

function unverified(spec: object): string[] {
	const others = namesIn(spec, 'columns').filter((name) => !VERIFIED_COLUMNS.includes(name));
	return [...new Set(others)];
}

/**
 * Returns whether a 400 names an unverified column of Appcues' vocabulary, by its index or by its name. Any other name
 * is the user's mistake, and the user needs to see it.
 */
function namesColumn(message: string, spec: object): boolean {
	const columns = namesIn(spec, 'columns');
	const maybe = unverified(spec).filter((name) => FIELDS.has(name));
	const place = /\bcolumns\W{1,2}(\d+)/.exec(message)?.[1];
	if (place !== undefined) return maybe.includes(columns[Number(place)] ?? '');
	// Another part of the query.
	if (/\bbody\.(?!columns)/.test(message)) return false;
	return maybe.some((name) => new RegExp(`(?<![\\w.])${name}(?!\\w|\\.\\w)`).test(message));
}

/** Adds to a 500, which names no column, that a column is its most likely cause. */
function withAdvice(refused: unknown, spec: object): unknown {
	const columns = unverified(spec);
	if (!(refused instanceof AppcuesError) || statusOf(refused) !== 500 || columns.length === 0) {
		return refused;
	}
	return withNote(
		refused,
		`Appcues may not return these columns: ${columns.slice(0, 10).join(', ')}. Remove them: only ${VERIFIED_COLUMNS.join(', ')} always work.`,
	);
}

const statusOf = (thrown: unknown) =>
	thrown instanceof AppcuesError ? thrown.info.status : undefined;

function orderedBy(entry: unknown): string {
	const field: unknown = Array.isArray(entry) ? entry[0] : undefined;
	return typeof field === 'string' ? field : '';
}
