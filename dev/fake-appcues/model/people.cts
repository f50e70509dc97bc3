import type { EventInput, FakeEvent } from './event.cjs';
import { type Profile, type ProfileChange, mergeProfile } from './profile.cjs';
import type { AccountSeed } from './seed.cjs';

/** The end users of an account, their events and their groups. This file knows nothing about jobs. */
export class FakePeople {
	/** By user ID. */
	readonly users = new Map<string, Profile>();
	/** By group ID. */
	readonly groups = new Map<string, Profile>();
	/** Group ID → the users added to it. */
	readonly groupUsers = new Map<string, Set<string>>();
	/** In the order they arrived. */
	readonly events: FakeEvent[] = [];

	constructor({ history, ...seed }: AccountSeed, now: number) {
		const before = history?.(now);
		this.#take(before ?? {}, seed);
		const events = [...(before?.events ?? []), ...(seed.events ?? [])];
		if (before) events.sort((a, b) => b.minutesAgo - a.minutesAgo);
		for (const { minutesAgo, ...event } of events) {
			this.addEvent({ ...event, at: Math.round(now - minutesAgo * 60_000) });
		}
	}

	mergeUser(id: string, attributes: Readonly<Record<string, unknown>>): ProfileChange {
		return mergeProfile(this.users, id, attributes);
	}

	mergeGroup(id: string, attributes: Readonly<Record<string, unknown>>): ProfileChange {
		return mergeProfile(this.groups, id, attributes);
	}

	/** Creates an unknown group. */
	addToGroup(id: string, userIds: readonly string[]): void {
		this.mergeGroup(id, {});
		this.groupUsers.set(id, new Set([...(this.groupUsers.get(id) ?? []), ...userIds]));
	}

	addEvent(event: EventInput): void {
		const id = `event-${this.events.length + 1}`;
		this.events.push({ ...event, id, attributes: event.attributes ?? {} });
	}

	/** Adds the users and groups of several seeds, in this order. */
	#take(...seeds: Array<Pick<AccountSeed, 'users' | 'groups' | 'groupUsers'>>): void {
		for (const { users = {}, groups = {}, groupUsers = {} } of seeds) {
			for (const [id, profile] of Object.entries(users)) this.mergeUser(id, profile);
			for (const [id, profile] of Object.entries(groups)) this.mergeGroup(id, profile);
			for (const [id, userIds] of Object.entries(groupUsers)) this.addToGroup(id, userIds);
		}
	}

	/** Returns the events of a user, newest first. */
	eventsOf(userId: string): FakeEvent[] {
		return this.events.filter((event) => event.userId === userId).sort((a, b) => b.at - a.at);
	}
}
