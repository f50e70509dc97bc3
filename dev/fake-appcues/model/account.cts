import type { FakeEvent } from './event.cjs';
import { FakeExperience } from './experience.cjs';
import { FakeFlow } from './flow.cjs';
import type { FakeJob, JobEffect } from './job.cjs';
import { JobQueue, type JobWorld } from './jobQueue.cjs';
import { FakePeople } from './people.cjs';
import type { Profile } from './profile.cjs';
import type { AccountKey, AccountSeed, SegmentSeed } from './seed.cjs';
import { FakeSegment } from './segment.cjs';
import { FakeSdkKey } from './sdkKey.cjs';
import { FakeTag } from './tag.cjs';

/** A rule for what Appcues ingests. Its shape is unknown (?). */
export type IngestionRule = Readonly<Record<string, unknown>>;

/** An Appcues account: keys, flows, experiences, people, segments, tags and jobs. */
export class FakeAccount {
	readonly id: string;
	readonly keys: AccountKey[];
	readonly flows: ReadonlyMap<string, FakeFlow>;
	/** Of all types, by ID. */
	readonly experiences: ReadonlyMap<string, FakeExperience>;
	/** ID of a flow or experience → the names of its draft screenshots. */
	readonly screenshots: ReadonlyMap<string, readonly string[]>;
	readonly sdkKeys = new Map<string, FakeSdkKey>();
	ingestionRules: readonly IngestionRule[];
	readonly tags: ReadonlyMap<string, FakeTag>;
	/** Called on first access: few tests need people, and generating a history takes time. */
	readonly #makePeople: () => FakePeople;
	#people: FakePeople | undefined;
	readonly #segments = new Map<string, FakeSegment>();
	readonly #queue: JobQueue;

	constructor(
		seed: AccountSeed,
		private readonly world: JobWorld,
	) {
		if (!/^[0-9]{5,6}$/.test(seed.id)) {
			throw new Error(`Account ID '${seed.id}': the contract requires 5 or 6 digits`);
		}
		this.id = seed.id;
		// Copies, so that changing a key in one fake or test doesn't change the seed of the next.
		this.keys = seed.keys.map((key) => ({ ...key }));
		const now = world.now();
		this.flows = byId(seed.flows, (flow) => new FakeFlow(flow, seed.id, now));
		this.experiences = byId(seed.experiences, (one) => new FakeExperience(one, seed.id, now));
		this.screenshots = new Map(Object.entries(seed.screenshots ?? {}));
		this.ingestionRules = seed.ingestionRules ?? [];
		this.tags = byId(seed.tags, (tag) => new FakeTag(tag, seed.id, now));
		this.#makePeople = () => new FakePeople(seed, now);
		this.#queue = new JobQueue(seed.id, world);
		for (const { id, ...fields } of seed.sdkKeys ?? []) this.createSdkKey(fields, id);
		for (const segment of seed.segments ?? []) this.#addSegment(segment);
	}

	/** By ID, including the effects of due jobs. */
	get segments(): ReadonlyMap<string, FakeSegment> {
		this.settle();
		return this.#segments;
	}

	/** Users, groups and events, including the effects of due jobs. Changes apply immediately. */
	get people(): FakePeople {
		this.settle();
		this.#people ??= this.#makePeople();
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

	/** The users added to a group through the API. */
	groupUsers(id: string): ReadonlySet<string> {
		return this.people.groupUsers.get(id) ?? new Set();
	}

	/** In the order they arrived. */
	get events(): readonly FakeEvent[] {
		return this.people.events;
	}

	/** By ID, oldest first. Due jobs are finished. */
	get jobs(): ReadonlyMap<string, FakeJob> {
		return this.#queue.jobs;
	}

	/** The analytics exports, which are a separate system. */
	get analyticsJobs(): ReadonlyMap<string, FakeJob> {
		return this.#queue.analyticsJobs;
	}

	/** How many of them are queued or running. */
	get runningAnalyticsJobs(): number {
		return this.#queue.runningAnalytics;
	}

	/** @throws when there is no such segment, so that a test fails on the right line */
	segment(id: string): FakeSegment {
		return this.#known(this.segments, id, 'segment');
	}

	/** @throws when there is no such flow */
	flow(id: string): FakeFlow {
		return this.#known(this.flows, id, 'flow');
	}

	/** @throws when there is no such experience */
	experience(id: string): FakeExperience {
		return this.#known(this.experiences, id, 'experience');
	}

	createSdkKey(
		fields: { name: string; tag_field?: string },
		id = `sdk-key-${this.world.nextNumber()}`,
	): FakeSdkKey {
		const key = new FakeSdkKey(id, fields, this.world.now());
		this.sdkKeys.set(id, key);
		return key;
	}

	createSegment(fields: { name: string; description?: string }): FakeSegment {
		return this.#addSegment({ ...fields, id: `segment-${this.world.nextNumber()}` });
	}

	/** Returns whether there was one. */
	deleteSegment(id: string): boolean {
		this.settle();
		return this.#segments.delete(id);
	}

	/** Accepts a job: `effect` runs when it is due. @param id numbered if omitted */
	startJob(name: string, effect: JobEffect, id?: string): FakeJob {
		return this.#queue.start(name, effect, id);
	}

	/** Accepts an analytics export. */
	startAnalyticsJob(name: string, effect: JobEffect): FakeJob {
		return this.#queue.startAnalytics(name, effect);
	}

	/** Finishes the jobs that are due. */
	settle(): void {
		this.#queue.settle();
	}

	#known<T>(things: ReadonlyMap<string, T>, id: string, kind: string): T {
		const thing = things.get(id);
		if (thing === undefined) throw new Error(`Account ${this.id} has no ${kind} '${id}'`);
		return thing;
	}

	#addSegment(seed: SegmentSeed): FakeSegment {
		const segment = new FakeSegment(seed, this.id, this.world.now(), () => this.settle());
		this.#segments.set(segment.id, segment);
		return segment;
	}
}

function byId<Seed extends { id: string }, T>(
	seeds: readonly Seed[] = [],
	make: (seed: Seed) => T,
): ReadonlyMap<string, T> {
	return new Map(seeds.map((seed) => [seed.id, make(seed)]));
}
