import { randomBytes } from 'node:crypto';
import type { ExportFile } from './exportFile.cjs';

/** Links to remember. Older ones stop working. */
const LINKS_KEPT = 10_000;

/** What a presigned link points to. */
export type LinkState = 'valid' | 'expired' | 'wrong';

/** The other host, where export files are stored. A link is all that is needed to download one. */
export class FileHost {
	/** Its URL, without a trailing slash. */
	url = '';
	readonly #files = new Map<string, ExportFile>();
	/** By signature. */
	readonly #links = new Map<string, { path: string; query: string; expiresAt: number }>();

	/** Creates a link, a new one on each call. @param lifetime in milliseconds */
	link(file: ExportFile, now: number, lifetime: number): string {
		this.#files.set(file.path, file);
		const signature = randomBytes(32).toString('hex');
		const query = presignedQuery(signature, now, lifetime);
		this.#links.set(signature, { path: file.path, query, expiresAt: now + lifetime });
		const [oldest] = this.#links.keys();
		if (this.#links.size > LINKS_KEPT && oldest !== undefined) this.#links.delete(oldest);
		return `${this.url}${file.path}?${query}`;
	}

	/** Checks the path and the query of a link, both as received. */
	check(path: string, query: string, now: number): LinkState {
		const signature = new URLSearchParams(query).get('X-Amz-Signature') ?? '';
		const link = this.#links.get(signature);
		if (!link || link.path !== path || link.query !== query) return 'wrong';
		return now < link.expiresAt ? 'valid' : 'expired';
	}

	file(path: string): ExportFile | undefined {
		return this.#files.get(path);
	}

	clear(): void {
		this.#files.clear();
		this.#links.clear();
	}
}

/** The query of a link as S3 writes it. Changing any character makes it invalid. */
function presignedQuery(signature: string, now: number, lifetime: number): string {
	const date = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, '');
	return new URLSearchParams({
		'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
		'X-Amz-Credential': `FAKE/${date.slice(0, 8)}/us-east-1/s3/aws4_request`,
		'X-Amz-Date': date,
		'X-Amz-Expires': String(Math.ceil(lifetime / 1000)),
		'X-Amz-SignedHeaders': 'host',
		'X-Amz-Signature': signature,
	}).toString();
}
