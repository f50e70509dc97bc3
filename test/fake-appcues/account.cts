import type { FakeEvent } from './event.cjs';
import { FakeFlow } from './flow.cjs';
import { FakeJob, type JobBehaviour, type JobEffect } from './job.cjs';
import { FakePeople } from './people.cjs';
import type { Profile } from './profile.cjs';
import type { AccountKey, AccountSeed, SegmentSeed } from './seed.cjs';
import { FakeSegment } from './segment.cjs';
import { FakeTag } from './tag.cjs';

/** What an account needs of the fake it lives in. */
export interface AccountWorld {
	now(): number;
	/** A number no other object of the fake has, so that IDs never repeat across accounts. */
	nextNumber(): number;
	/** How the next job is to behave. */
	nextJobBehaviour(): JobBehaviour & { duration: number };
}

/** An Appcues account: keys, flows, segments, tags and jobs. */
export class FakeAccount {
	readonly id: string;
	readonly keys: AccountKey[];
	readonly flows: ReadonlyMap<string, FakeFlow>;
	readonly tags: ReadonlyMap<string, FakeTag>;
	readonly #people: FakePeople;
	readonly #segments = new Map<string, FakeSegment>();
	readonly #jobs = new Map<string, FakeJob>();
	/** Looked through on every request, so finished jobs leave it. */
	readonly #unfinished = new Set<FakeJob>();

	constructor(
		seed: AccountSeed,
		private readonly world: AccountWorld,
	) {
		if (!/^[0-9]{5,6}$/.test(seed.id)) {
			throw new Error(`Account ID '${seed.id}': the contract wants 5 or 6 digits`);
		}
		this.id = seed.id;
		// Copies, so that changing a key in one fake or test does not change the seed of the next.
		this.keys = seed.keys.map((key) => ({ ...key }));
		this.flows = new Map(
			(seed.flows ?? []).map((flow) => [flow.id, new FakeFlow(flow, seed.id, world.now())]),
		);
		this.tags = new Map(
			(seed.tags ?? []).map((tag) => [tag.id, new FakeTag(tag, seed.id, world.now())]),
		);
		this.#people = new FakePeople(seed, world.now());
		for (const segment of seed.segments ?? []) this.#addSegment(segment);
	}

	/** By ID, what due jobs did included. */
	get segments(): ReadonlyMap<string, FakeSegment> {
		this.settle();
		return this.#segments;
	}

	/** Users, groups and events, to be changed at once; what due jobs did is in there. */
	get people(): FakePeople {
		this.settle();
		return this.#people;
	}

	/** The profiles, by user ID. */
	get users(): ReadonlyMap<string, Profile> {
		return this.people.users;
	}

	/** The profiles of groups, by group ID. */
	get groups(): ReadonlyMap<string, Profile> {
		return this.people.groups;
	}

	/** The users who were added to a group through the API. */
	groupUsers(id: string): ReadonlySet<string> {
		return this.people.groupUsers.get(id) ?? new Set();
	}

	/** In the order they arrived. */
	get events(): readonly FakeEvent[] {
		return this.people.events;
	}

	/** By ID, oldest first, finished when due. */
	get jobs(): ReadonlyMap<string, FakeJob> {
		this.settle();
		return this.#jobs;
	}

	/** @throws when there is no such segment, so that a test fails at the right line */
	segment(id: string): FakeSegment {
		const segment = this.segments.get(id);
		if (!segment) throw new Error(`Account ${this.id} has no segment '${id}'`);
		return segment;
	}

	/** @throws when there is no such flow */
	flow(id: string): FakeFlow {
		const flow = this.flows.get(id);
		if (!flow) throw new Error(`Account ${this.id} has no flow '${id}'`);
		return flow;
	}

	createSegment(fields: { name: string; description?: string }): FakeSegment {
		return this.#addSegment({ ...fields, id: `segment-${this.world.nextNumber()}` });
	}

	/** @returns whether there was one */
	deleteSegment(id: string): boolean {
		this.settle();
		return this.#segments.delete(id);
	}

	/** Accepts work: `effect` runs when the job is due. */
	startJob(name: string, effect: JobEffect): FakeJob {
		const id = `job-${this.world.nextNumber()}`;
		const behaviour = this.world.nextJobBehaviour();
		const job = new FakeJob(id, name, this.id, this.world.now(), effect, behaviour);
		this.#jobs.set(id, job);
		this.#unfinished.add(job);
		return job;
	}

	/** Finishes the jobs that are due, in the order they fall due. There is no timer behind jobs. */
	settle(): void {
		const now = this.world.now();
		const due = [...this.#unfinished].filter((job) => job.dueAt <= now);
		// First all out of the set: an effect that looks at the account settles again.
		for (const job of due) this.#unfinished.delete(job);
		for (const job of due.sort((a, b) => a.dueAt - b.dueAt)) job.finish();
	}

	#addSegment(seed: SegmentSeed): FakeSegment {
		const segment = new FakeSegment(seed, this.id, this.world.now(), () => this.settle());
		this.#segments.set(segment.id, segment);
		return segment;
	}
}
