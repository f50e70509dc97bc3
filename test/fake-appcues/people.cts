import type { EventInput, FakeEvent } from './event.cjs';
import { type Profile, type ProfileChange, mergeProfile } from './profile.cjs';
import type { AccountSeed } from './seed.cjs';

/** The end users of an account, what they did, and their groups. Nothing in here knows of jobs. */
export class FakePeople {
	/** By user ID. */
	readonly users = new Map<string, Profile>();
	/** By group ID. */
	readonly groups = new Map<string, Profile>();
	/** Group ID → the users who were added to it. */
	readonly groupUsers = new Map<string, Set<string>>();
	/** In the order they arrived. */
	readonly events: FakeEvent[] = [];

	constructor({ users = {}, groups = {}, groupUsers = {}, events = [] }: AccountSeed, now: number) {
		for (const [id, profile] of Object.entries(users)) this.users.set(id, profile);
		for (const [id, profile] of Object.entries(groups)) this.groups.set(id, profile);
		for (const [id, userIds] of Object.entries(groupUsers)) this.addToGroup(id, userIds);
		for (const { minutesAgo, ...event } of events) {
			this.addEvent({ ...event, at: now - minutesAgo * 60_000 });
		}
	}

	mergeUser(id: string, attributes: Readonly<Record<string, unknown>>): ProfileChange {
		return mergeProfile(this.users, id, attributes);
	}

	mergeGroup(id: string, attributes: Readonly<Record<string, unknown>>): ProfileChange {
		return mergeProfile(this.groups, id, attributes);
	}

	/** A group that is unknown is made. */
	addToGroup(id: string, userIds: readonly string[]): void {
		this.mergeGroup(id, {});
		this.groupUsers.set(id, new Set([...(this.groupUsers.get(id) ?? []), ...userIds]));
	}

	addEvent(event: EventInput): void {
		const id = `event-${this.events.length + 1}`;
		this.events.push({ ...event, id, attributes: event.attributes ?? {} });
	}

	/** @returns the events of a user, the newest first */
	eventsOf(userId: string): FakeEvent[] {
		return this.events.filter((event) => event.userId === userId).sort((a, b) => b.at - a.at);
	}
}
