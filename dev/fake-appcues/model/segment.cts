import { isoTime } from './clock.cjs';
import type { MembershipSource, SegmentSeed } from './seed.cjs';
import { claimedUrl } from './urls.cjs';

const AUTHOR = 'fake-appcues';

/** What a membership job did, with the counts of its last event. */
export type MembershipCounts = Record<string, number>;

/** A segment and its members. User IDs are kept exactly as received, including spaces and case. */
export class FakeSegment {
	readonly id: string;
	name: string;
	description: string | null;
	readonly #accountId: string;
	readonly #createdAt: number;
	#updatedAt: number;
	readonly #members: Map<string, MembershipSource>;
	readonly #settle: () => void;

	/** @param settle applies the effects of due jobs; runs before the members are read */
	constructor(seed: SegmentSeed, accountId: string, now: number, settle: () => void) {
		this.id = seed.id;
		this.name = seed.name;
		this.description = seed.description ?? null;
		this.#accountId = accountId;
		this.#createdAt = now;
		this.#updatedAt = now;
		this.#members = new Map(seed.members ?? []);
		this.#settle = settle;
	}

	/** User ID → how they got in, as of now, without the effects of pending jobs. */
	get members(): ReadonlyMap<string, MembershipSource> {
		this.#settle();
		return this.#members;
	}

	/** Changes the given fields. */
	update(changes: { name?: string; description?: string }, now: number): void {
		this.name = changes.name ?? this.name;
		this.description = changes.description ?? this.description;
		this.#updatedAt = now;
	}

	/** Adds users through the API. An existing member stays unchanged. */
	addUsers(userIds: readonly string[]): MembershipCounts {
		const before = this.#members.size;
		for (const userId of userIds) {
			if (!this.#members.has(userId)) this.#members.set(userId, 'api');
		}
		const added = this.#members.size - before;
		return { received: userIds.length, added, already_members: userIds.length - added };
	}

	/** Removes the users that were added through the API. The others stay, silently. */
	removeUsers(userIds: readonly string[]): MembershipCounts {
		let removed = 0;
		for (const userId of userIds) {
			if (this.#members.get(userId) === 'api' && this.#members.delete(userId)) removed += 1;
		}
		return { received: userIds.length, removed, not_removed: userIds.length - removed };
	}

	/** Returns the segment as the API shows it. */
	toJson() {
		return {
			id: this.id,
			name: this.name,
			description: this.description,
			url: claimedUrl(this.#accountId, 'segments', this.id),
			created_at: isoTime(this.#createdAt),
			created_by: AUTHOR,
			updated_at: isoTime(this.#updatedAt),
			updated_by: AUTHOR,
		};
	}
}
