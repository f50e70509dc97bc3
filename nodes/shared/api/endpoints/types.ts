import type { AttributeValue } from '../../checks/flatten';
import type { IDataObject } from 'n8n-workflow';

/** The shapes that Appcues sends and takes. Read with `docs/appcues-openapi.yaml`. */

type Named<Name extends string> = string & { readonly kind?: Name };

export type SegmentId = Named<'SegmentId'>;
export type UserId = Named<'UserId'>;
export type JobId = Named<'JobId'>;
export type ExperienceId = Named<'ExperienceId'>;

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

/** Attributes by name, flat. */
export type Attributes = Record<string, AttributeValue>;

/** An event of a user, as Appcues tells it. */
export interface UserEvent extends IDataObject {
	name?: string;
	timestamp?: string;
	attributes?: IDataObject;
}

/** A flow or another kind of experience. Flows have ISO times, the other kinds epoch milliseconds. */
export interface Experience extends IDataObject {
	id: ExperienceId;
	name?: string | null;
	published?: boolean;
	tag_ids?: string[];
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
	/** The job's own word, where `status` says another for it: an analytics job is `done`, which is COMPLETED. */
	rawStatus?: string;
	started_at?: string;
	url?: string;
	events?: JobEvent[];
	[key: string]: unknown;
}

export type ExportFormat = 'csv' | 'json';

/** A filter of an export, with Appcues' own sign: `['name', '==', 'signed_up']`. */
export type Condition = [field: string, sign: string, value: unknown];

/** What `POST /export/events` takes. Times are ISO 8601. */
export interface EventsExport {
	format: ExportFormat;
	start_time: string;
	end_time?: string;
	conditions: Condition[];
	time_zone?: string;
	email?: string;
	limit?: number;
	offset?: number;
}

/** What `POST /segments/{id}/segment_membership_export` takes. */
export interface MembersExport {
	format: ExportFormat;
	property_names?: string[];
	email?: string;
}

export type GroupId = Named<'GroupId'>;

/** Something a user did, as `POST /users/{id}/events` takes it. The time is ISO 8601, the name 127 characters at most. */
export interface Activity {
	name: string;
	timestamp: string;
	attributes?: Attributes;
	group_id?: GroupId;
	context?: Record<string, unknown>;
}

/** What `POST /import/…` takes. */
export type ImportKind = 'profiles' | 'events' | 'groups';

export type TagId = Named<'TagId'>;
export type SdkKeyId = Named<'SdkKeyId'>;

/** A tag of flows and experiences. Times are ISO 8601. */
export interface Tag extends IDataObject {
	id: TagId;
	name?: string | null;
}

/** What an SDK key is made with. What the tag field does is not documented. */
export interface SdkKeyFields {
	name: string;
	tag_field?: string;
}

/** An SDK key, with its secret in `key` where Appcues gives it. Passed on as it comes. */
export type SdkKey = IDataObject;
