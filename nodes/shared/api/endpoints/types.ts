import type { AttributeValue } from '../../checks/flatten';
import type { IDataObject } from 'n8n-workflow';

/** The types of Appcues' API. See `docs/appcues-openapi.yaml`. */

type Named<Name extends string> = string & { readonly kind?: Name };

export type SegmentId = Named<'SegmentId'>;
export type UserId = Named<'UserId'>;
export type JobId = Named<'JobId'>;
export type ExperienceId = Named<'ExperienceId'>;

/** A segment. Appcues doesn't return its rules, members or member count. Times are ISO 8601. */
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

/** The fields of a segment that can be set. */
export interface SegmentFields {
	name?: string;
	description?: string;
}

/** Flat properties by name. */
export type Attributes = Record<string, AttributeValue>;

/** An event of a user, as Appcues returns it. */
export interface UserEvent extends IDataObject {
	name?: string;
	timestamp?: string;
	attributes?: IDataObject;
}

/** A flow or another kind of experience. Flows have ISO times, other kinds have epoch milliseconds. */
export interface Experience extends IDataObject {
	id: ExperienceId;
	name?: string | null;
	published?: boolean;
	tag_ids?: string[];
}

/** One entry of a job's progress log. Its `attributes` are only partly documented. */
export interface JobEvent {
	attributes?: Record<string, unknown>;
	[key: string]: unknown;
}

/** A job as `GET /jobs/{id}` returns it. Only `status` is required; the rest is passed on unchanged. */
export interface Job {
	id?: JobId;
	name?: string;
	status: string;
	/** The original status if `status` was translated: an analytics job's `done` becomes COMPLETED. */
	rawStatus?: string;
	started_at?: string;
	url?: string;
	events?: JobEvent[];
	[key: string]: unknown;
}

export type ExportFormat = 'csv' | 'json';

/** A filter of an export, with Appcues' operator: `['name', '==', 'signed_up']`. */
export type Condition = [field: string, sign: string, value: unknown];

/** The body of `POST /export/events`. Times are ISO 8601. */
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

/** The body of `POST /segments/{id}/segment_membership_export`. */
export interface MembersExport {
	format: ExportFormat;
	property_names?: string[];
	email?: string;
}

export type GroupId = Named<'GroupId'>;

/** The body of `POST /users/{id}/events`. The time is ISO 8601, the name has up to 127 characters. */
export interface Activity {
	name: string;
	timestamp: string;
	attributes?: Attributes;
	group_id?: GroupId;
	context?: Record<string, unknown>;
}

/** The last part of the path `/import/…`. */
export type ImportKind = 'profiles' | 'events' | 'groups';

export type TagId = Named<'TagId'>;
export type SdkKeyId = Named<'SdkKeyId'>;

/** A tag of flows and experiences. Times are ISO 8601. */
export interface Tag extends IDataObject {
	id: TagId;
	name?: string | null;
}

/** The body of `POST /sdk_keys`. The purpose of the tag field isn't documented. */
export interface SdkKeyFields {
	name: string;
	tag_field?: string;
}

/** An SDK key, passed on unchanged. Its secret is in `key` if Appcues returns it. */
export type SdkKey = IDataObject;
