/** The shapes that Appcues sends and takes. Read with `docs/appcues-openapi.yaml`. */

type Named<Name extends string> = string & { readonly kind?: Name };

export type SegmentId = Named<'SegmentId'>;
export type UserId = Named<'UserId'>;
export type JobId = Named<'JobId'>;

/** A segment: no rules, no members and no member count come with it. Times are ISO 8601. */
export interface Segment {
	id: SegmentId;
	name: string;
	description?: string | null;
	url?: string;
	created_at?: string;
	created_by?: string;
	updated_at?: string;
	updated_by?: string;
}

/** What a segment can be given: a name, and a description. */
export interface SegmentFields {
	name?: string;
	description?: string;
}

/** One line of a job's progress log. Which attributes it carries is known only in part. */
export interface JobEvent {
	attributes?: Record<string, unknown>;
	[key: string]: unknown;
}

/** A job as `GET /jobs/{id}` answers it. Only `status` is needed; the rest is passed on as it comes. */
export interface Job {
	id?: JobId;
	name?: string;
	status: string;
	started_at?: string;
	url?: string;
	events?: JobEvent[];
	[key: string]: unknown;
}
