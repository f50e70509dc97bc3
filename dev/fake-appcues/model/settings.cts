/** How the file of an export is packed (?). */
export type ExportEncoding = 'plain' | 'gzip' | 'zip';

/** How a fake behaves. Any setting can change at any time and applies from then on. */
export class Settings {
	/** Milliseconds that a job takes, for jobs started from now on. */
	jobDuration = 1000;
	/** Requests per second and account, or Infinity for no limit. */
	rateLimit = 60;
	/** Which 429 responses have a `Retry-After`. Appcues only sends it on its analytics routes. */
	retryAfter: 'analytics' | 'all' | 'none' = 'analytics';
	/** What limits the analytics routes: the account's second, or also a minute of their own (?). */
	analyticsWindow: 'second' | 'minute' = 'second';
	/** Analytics requests per minute and account, when a minute limits them. */
	analyticsPerMinute = 60;
	/** Analytics exports that an account can have queued or running, as `X-Concurrency-Limit` reports it. */
	exportSlots = 10;
	/** What happens with an analytics export when the queue is full: it is accepted, or gets a 429 (?). */
	fullQueue: 'accept' | 'refuse' = 'accept';
	/**
	 * The status for an unknown key or a wrong secret. Appcues' own sample shows 401, but be ready for all of
	 * them.
	 */
	badCredentials: 400 | 401 | 403 = 401;
	/** The shape of lists: bare arrays, or an object that holds exactly one array (?). */
	listShape: 'array' | 'wrapped' = 'array';
	/** How many status checks of a newly accepted job get a 404 (?). */
	hiddenPolls = 0;
	/** Bytes of a request body above which it gets a 413. */
	bodyLimit = 10_000_000;
	/** The same for the multipart upload of a file to import. */
	importLimit = 500_000_000;
	/** Off: the rows of an import are checked and counted, but change nothing. */
	keepRows = true;
	/** The response for an unknown user or group: 404, or an empty object or array (?). */
	unknownUser: 'notFound' | 'empty' = 'notFound';
	/** The status for a single user's activity (?). */
	activityStatus: 200 | 202 = 200;
	/** The response to adding users to a group: done immediately, or a job (?). */
	groupUsersAnswer: 'ok' | 'job' = 'ok';
	/** The shape of the ingestion filtering rules: a bare array, or `{rules: […]}` (?). */
	rulesShape: 'array' | 'object' = 'array';
	/** The format of export files: as requested, or another one, as for a job started elsewhere. */
	exportFile: 'asked' | 'csv' | 'ndjson' | 'array' = 'asked';
	/** The format of an analytics export: one array of rows, as in Appcues' CLI, or another format (?). */
	analyticsFile: 'array' | 'ndjson' | 'csv' = 'array';
	/** How JSON shows nested fields (`attributes`, `identity`, `interaction_data`): as objects, or as JSON text. */
	nestedAs: 'object' | 'text' = 'object';
	/**
	 * The raw columns that analytics accepts: the whole vocabulary, or only those that Appcues has verified
	 * (?).
	 */
	rawColumns: 'all' | 'verified' = 'all';
	/** How analytics writes the values of metrics: as numbers, or as numeric strings. */
	metricValues: 'number' | 'text' = 'number';
	/** The field in which analytics shows the item of a checklist. The other one is empty. */
	checklistItemField: 'checklist_item_id' | 'item_id' = 'checklist_item_id';
	/** Milliseconds that a link to an export file works, on the fake's clock. */
	linkLifetime = 3_600_000;
	/** How the files of new exports are packed. */
	exportEncoding: ExportEncoding = 'plain';
	/** Above 0: exports contain this many generated rows, streamed, instead of the account's data. */
	exportRows = 0;
}

const DEFAULTS = new Settings();

/** Returns the settings among the fields of an object. */
export function settingsIn(object: object): Partial<Settings> {
	const known = Object.entries(object).filter(
		([name, value]) => name in DEFAULTS && value !== undefined,
	);
	return Object.fromEntries(known);
}
