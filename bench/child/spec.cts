/** What one process measures. */
export interface Spec {
	/** A key of `tasks/index.cts`: the task. */
	task: string;
	/** Who does it: `node`, `http`, `bare`, … */
	way: string;
	/** Of the fake. */
	url: string;
	/** Items, users or rows. */
	count: number;
	/** Of the credential. Default: n8n's default. */
	requestsPerSecond?: number;
	/** A file to send. */
	file?: string;
	/** Where to write a file. */
	folder?: string;
	/** For the HTTP Request node: send this many, then wait a second. */
	batchSize?: number;
	/** n8n's Retry On Fail. */
	retryOnFail?: boolean;
}

/** Named counts of the work itself. */
export type Counts = Record<string, number | string>;

/** Prepares, and returns the work to measure. */
export type Way = (spec: Spec) => Promise<() => Promise<Counts>>;
