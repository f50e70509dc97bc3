/** What one process is to measure. */
export interface Spec {
	/** A key of `tasks/index.cts`: what is done. */
	task: string;
	/** Who does it: `node`, `http`, `bare`, … */
	way: string;
	/** Of the fake. */
	url: string;
	/** Items, users or rows. */
	count: number;
	/** Of the credential; n8n's default when left out. */
	requestsPerSecond?: number;
	/** A file to send. */
	file?: string;
	/** Where to put one. */
	folder?: string;
	/** Of the HTTP Request node: send so many, then wait a second. */
	batchSize?: number;
	/** n8n's Retry On Fail. */
	retryOnFail?: boolean;
}

/** What the work itself counted, by name. */
export type Counts = Record<string, number | string>;

/** Prepares, and returns the work that is measured. */
export type Way = (spec: Spec) => Promise<() => Promise<Counts>>;
