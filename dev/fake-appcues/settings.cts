import type { ExportEncoding } from './exports/exportFile.cjs';

/** How a fake behaves. Any of it may be changed at any time and holds for what comes after. */
export class Settings {
	/** Milliseconds that jobs started from now on take. */
	jobDuration = 1000;
	/** Requests per second and account; Infinity for none. */
	rateLimit = 60;
	/** Which answers of 429 carry `Retry-After`. Appcues sends it on its analytics routes only. */
	retryAfter: 'analytics' | 'all' | 'none' = 'analytics';
	/** What meters the analytics routes: the account's second, or also a whole minute of their own (?). */
	analyticsWindow: 'second' | 'minute' = 'second';
	/** Analytics requests per minute and account, where a minute meters them. */
	analyticsPerMinute = 60;
	/** Analytics exports that an account may have queued or running, as `X-Concurrency-Limit` reports it. */
	exportSlots = 10;
	/** What a full queue of analytics exports answers: it takes the export, or it sends 429 (?). */
	fullQueue: 'accept' | 'refuse' = 'accept';
	/** The status for an unknown key or a wrong secret. Appcues' own sample shows 401 (be ready for all). */
	badCredentials: 400 | 401 | 403 = 401;
	/** How lists come: as bare arrays, or in an object that holds exactly one array (?). */
	listShape: 'array' | 'wrapped' = 'array';
	/** How many status checks of a job that was just accepted get 404 (?). */
	hiddenPolls = 0;
	/** Bytes of a request body above which it gets 413. */
	bodyLimit = 10_000_000;
	/** The same for the multipart upload of a file to import. */
	importLimit = 500_000_000;
	/** Off: imports are checked and counted row by row, and forgotten; they change nothing. */
	keepRows = true;
	/** What reading someone unknown (a user or a group) gets: 404, or an empty object or list (?). */
	unknownUser: 'notFound' | 'empty' = 'notFound';
	/** What a single user's activity is answered with (?). */
	activityStatus: 200 | 202 = 200;
	/** What adding users to a group is answered with: done at once, or a job (?). */
	groupUsersAnswer: 'ok' | 'job' = 'ok';
	/** How the ingestion filtering rules are shown: a bare array, or `{rules: […]}` (?). */
	rulesShape: 'array' | 'object' = 'array';
	/** What the file of an export is: what the request asks for, or another format, as of a job started elsewhere. */
	exportFile: 'asked' | 'csv' | 'ndjson' | 'array' = 'asked';
	/** What the file of an analytics export is: one array of rows, as Appcues' CLI has it, or another format (?). */
	analyticsFile: 'array' | 'ndjson' | 'csv' = 'array';
	/** How nested fields (`attributes`, `identity`, `interaction_data`) come in JSON: as objects, or as JSON text. */
	nestedAs: 'object' | 'text' = 'object';
	/** The raw columns that analytics take: the whole vocabulary, or only those that Appcues has verified (?). */
	rawColumns: 'all' | 'verified' = 'all';
	/** How analytics write the values of metrics: as numbers, or as numeric strings. */
	metricValues: 'number' | 'text' = 'number';
	/** The field in which analytics show the item of a checklist; the other one is empty. */
	checklistItemField: 'checklist_item_id' | 'item_id' = 'checklist_item_id';
	/** Milliseconds that a link to the file of an export works, on the fake's clock. */
	linkLifetime = 3_600_000;
	/** How the files of exports that are asked for from now on are packed. */
	exportEncoding: ExportEncoding = 'plain';
	/** Above 0: exports hold so many made-up rows, streamed, in place of what the account has. */
	exportRows = 0;
}

const DEFAULTS = new Settings();

/** @returns the settings among the fields of an object, as far as they are there */
export function settingsIn(object: object): Partial<Settings> {
	const known = Object.entries(object).filter(
		([name, value]) => name in DEFAULTS && value !== undefined,
	);
	return Object.fromEntries(known);
}
