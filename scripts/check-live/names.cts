import { randomBytes } from 'node:crypto';

/** The names of the throw-away objects of one run. Nothing else in any account has these names. */
export interface Names {
	segment: string;
	user: string;
	/** A user ID with characters that must be encoded. */
	oddUser: string;
	group: string;
	event: string;
	/** An ID that doesn't exist. */
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
