import { randomBytes } from 'node:crypto';

/** What the throw-away things of one run are called: nothing else in any account is called so. */
export interface Names {
	segment: string;
	user: string;
	/** A user ID with characters that have to be encoded. */
	oddUser: string;
	group: string;
	event: string;
	/** Of no user, no segment, no job. */
	unknown: string;
}

export function namesFor(now: Date): Names {
	const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
	const base = `n8n-live-check-${time}-${randomBytes(3).toString('hex')}`;
	return {
		segment: base,
		user: base,
		oddUser: `${base} ü/%?#&+`,
		group: base,
		event: base,
		unknown: `${base}-unknown`,
	};
}
