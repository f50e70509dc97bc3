/** The file of a multipart upload, as its part describes it. */
export interface UploadedFile {
	name: string | undefined;
	type: string;
}

/** A request that the fake remembers. Paths have no query, and secrets are never kept. */
export interface LogEntry {
	/** When it arrived, on the fake's clock. */
	at: number;
	method: string;
	/** As received, percent-encoded. */
	path: string;
	/** `path`, percent-decoded once. */
	pathname: string;
	query: Record<string, string | string[]>;
	/** `authorization` contains only its scheme. */
	headers: Record<string, string | string[] | undefined>;
	/**
	 * The JSON body, or the rows of an import unless they are not kept. Undefined when there is none, or none
	 * that can be read.
	 */
	body: unknown;
	/** The file of a multipart upload, as its part describes it. */
	file: UploadedFile | undefined;
	bodyBytes: number;
	/** The response status, or undefined when the connection was cut instead. */
	status: number | undefined;
	/** The contract's operation, e.g. `addUsersToSegment`; undefined for an unknown route. */
	operation: string | undefined;
	/** Numbers the connections: requests with the same number used the same one. */
	connection: number;
}
