import type { ExperienceType } from './experienceTypes.cjs';
import type { Profile } from './profile.cjs';

/** How a user got into a segment. Only users added through the API can be removed through it. */
export type MembershipSource = 'api' | 'rule';

/** An API key of an account. Change `disabled` or `permissions` at any time. */
export interface AccountKey {
	key: string;
	secret: string;
	/** `read` may only GET. Default `write`. */
	permissions?: 'read' | 'write';
	disabled?: boolean;
}

/** A segment that an account starts with. */
export interface SegmentSeed {
	id: string;
	name: string;
	description?: string;
	/** User ID → how they got in. Accepts a Map or `Object.entries()`. */
	members?: Iterable<readonly [string, MembershipSource]>;
}

/** An event from before the start. */
export interface EventSeed {
	userId: string;
	name: string;
	/** How long before the start or reset of the fake. */
	minutesAgo: number;
	attributes?: Record<string, unknown>;
	groupId?: string;
	/** Where it came from, such as `web`. */
	source?: string;
	context?: Record<string, unknown>;
}

/** What happened in an account before the start, with its users and groups. */
export interface AccountHistory {
	/** User ID → profile. */
	users: Record<string, Profile>;
	/** Group ID → profile. */
	groups: Record<string, Profile>;
	/** Group ID → user IDs. */
	groupUsers: Record<string, string[]>;
	events: readonly EventSeed[];
}

/** A flow that an account starts with. */
export interface FlowSeed {
	id: string;
	name: string;
	/** Default false. */
	published?: boolean;
	/** Default `once`. */
	frequency?: string;
	tagIds?: string[];
}

/** A banner, a pin, a checklist… that an account starts with. */
export interface ExperienceSeed extends FlowSeed {
	/** The path segment of its type. */
	type: ExperienceType;
	/** Titles. */
	steps?: string[];
}

/** A tag that an account starts with. */
export interface TagSeed {
	id: string;
	name: string;
}

/** An account to start with. */
export interface AccountSeed {
	/** 5 or 6 digits, like Appcues' IDs. */
	id: string;
	keys: AccountKey[];
	flows?: FlowSeed[];
	experiences?: ExperienceSeed[];
	/** ID of a flow or experience → the names of its draft screenshots. */
	screenshots?: Record<string, string[]>;
	/** Those without an ID get a number. */
	sdkKeys?: Array<{ id?: string; name: string; tag_field?: string }>;
	ingestionRules?: Array<Record<string, unknown>>;
	/** User ID → profile. */
	users?: Record<string, Profile>;
	/** Group ID → profile. */
	groups?: Record<string, Profile>;
	/** Group ID → user IDs. */
	groupUsers?: Record<string, string[]>;
	events?: EventSeed[];
	/** Generated on first access to people or events. @param now in milliseconds */
	history?: (now: number) => AccountHistory;
	segments?: SegmentSeed[];
	tags?: TagSeed[];
}
