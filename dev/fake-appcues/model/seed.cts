import type { ExperienceType } from './experienceTypes.cjs';
import type { Profile } from './profile.cjs';

/** How a user got into a segment. Only those added through the API can be removed through it. */
export type MembershipSource = 'api' | 'rule';

/** An API key of an account. Change `disabled` or `permissions` at any time. */
export interface AccountKey {
	key: string;
	secret: string;
	/** `read` may only GET. Default `write`. */
	permissions?: 'read' | 'write';
	disabled?: boolean;
}

/** A segment an account starts with. */
export interface SegmentSeed {
	id: string;
	name: string;
	description?: string;
	/** User ID → how it got in; a Map or `Object.entries()` will do. */
	members?: Iterable<readonly [string, MembershipSource]>;
}

/** Something that a user did before the start. */
export interface EventSeed {
	userId: string;
	name: string;
	/** Before the fake started, or was reset. */
	minutesAgo: number;
	attributes?: Record<string, unknown>;
	groupId?: string;
	/** Where it came from, such as `web`. */
	source?: string;
	context?: Record<string, unknown>;
}

/** What happened in an account before the start, and its users and groups. */
export interface AccountHistory {
	/** User ID → profile. */
	users: Record<string, Profile>;
	/** Group ID → profile. */
	groups: Record<string, Profile>;
	/** Group ID → user IDs. */
	groupUsers: Record<string, string[]>;
	events: readonly EventSeed[];
}

/** A flow an account starts with. */
export interface FlowSeed {
	id: string;
	name: string;
	/** Default false. */
	published?: boolean;
	/** Default `once`. */
	frequency?: string;
	tagIds?: string[];
}

/** A banner, a pin, a checklist… an account starts with. */
export interface ExperienceSeed extends FlowSeed {
	/** The segment of its path. */
	type: ExperienceType;
	/** Titles. */
	steps?: string[];
}

/** A tag an account starts with. */
export interface TagSeed {
	id: string;
	name: string;
}

/** An account to start with. */
export interface AccountSeed {
	/** 5 or 6 digits, as Appcues' are. */
	id: string;
	keys: AccountKey[];
	flows?: FlowSeed[];
	experiences?: ExperienceSeed[];
	/** ID of a flow or experience → the names of its draft screenshots. */
	screenshots?: Record<string, string[]>;
	/** Without an ID they get a number. */
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
