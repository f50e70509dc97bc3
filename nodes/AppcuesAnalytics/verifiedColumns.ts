import { namesIn } from '../shared/api/endpoints/analytics';
import { AppcuesError, withNote } from '../shared/api/appcuesError';
import type { Noter } from '../shared/checks/lists';
import { FIELDS, VERIFIED_COLUMNS } from './vocabulary';

/** After which answers a query is sent once more. It changes nothing, so that any answer will do. */
export const QUERY_REFUSALS: readonly number[] = [400, 500];

/** The same for an export: after a 500 its job may be running, and a second one would run beside it. */
export const EXPORT_REFUSALS: readonly number[] = [400];

/** What to ask for in place of a query that Appcues refused. */
interface Fallback {
	spec: object;
	/** The columns that are missing in it. */
	columns: string[];
	/** Those among them that the rows were to be sorted by. */
	order: string[];
}

/**
 * Asks for raw rows. Appcues may refuse a column that isn't verified; then it is asked once more, for the verified
 * columns alone, and a hint names the others.
 *
 * @param refusals the statuses after which it is asked once more
 * @param noter where to note the columns that are missing
 * @throws the first answer's reason when the second is refused as well
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
	// The first so many rows of another order are other rows.
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
 * Whether a 400 names a raw column that Appcues' vocabulary holds and that isn't verified, by its place or by its name.
 * A name that isn't in the vocabulary is a mistake, which the user should see.
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

/** A server's fault without an answer about columns: they are the likeliest reason. */
function withAdvice(refused: unknown, spec: object): unknown {
	const columns = unverified(spec);
	if (!(refused instanceof AppcuesError) || statusOf(refused) !== 500 || columns.length === 0) {
		return refused;
	}
	return withNote(
		refused,
		`Appcues may not return these columns: ${columns.slice(0, 10).join(', ')}. Try without them: ${VERIFIED_COLUMNS.join(', ')} always work.`,
	);
}

const statusOf = (thrown: unknown) =>
	thrown instanceof AppcuesError ? thrown.info.status : undefined;

function orderedBy(entry: unknown): string {
	const field: unknown = Array.isArray(entry) ? entry[0] : undefined;
	return typeof field === 'string' ? field : '';
}
