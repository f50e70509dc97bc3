import { FakeJob, type JobEffect } from './job.cjs';
import type { JobBehaviour, JobWords } from './jobBehaviour.cjs';

/** What the jobs of an account need of the fake they live in. */
export interface JobWorld {
	now(): number;
	/** A number no other object of the fake has, so that IDs never repeat across accounts. */
	nextNumber(): number;
	/** How the next job is to behave. */
	nextJobBehaviour(): JobBehaviour & { duration: number };
}

/** The jobs of an account, of both systems: neither knows the other's IDs. */
export class JobQueue {
	readonly #jobs = new Map<string, FakeJob>();
	readonly #analyticsJobs = new Map<string, FakeJob>();
	/** Looked through on every request, so finished jobs leave it. */
	readonly #unfinished = new Set<FakeJob>();

	constructor(
		private readonly accountId: string,
		private readonly world: JobWorld,
	) {}

	/** Those of `/jobs`, by ID, oldest first, finished when due. */
	get jobs(): ReadonlyMap<string, FakeJob> {
		this.settle();
		return this.#jobs;
	}

	/** Those of `/analytics/exports`. */
	get analyticsJobs(): ReadonlyMap<string, FakeJob> {
		this.settle();
		return this.#analyticsJobs;
	}

	/** How many exports of analytics are queued or running. */
	get runningAnalytics(): number {
		return [...this.analyticsJobs.values()].filter(({ outcome }) => !outcome).length;
	}

	/** Accepts work: `effect` runs when the job is due. @param id numbered when left out */
	start(name: string, effect: JobEffect, id = this.#newId('job')): FakeJob {
		return this.#add(this.#jobs, id, name, effect);
	}

	/** The same in the other system, in its words. */
	startAnalytics(name: string, effect: JobEffect): FakeJob {
		const id = this.#newId('analytics-job');
		return this.#add(this.#analyticsJobs, id, name, effect, ANALYTICS_WORDS);
	}

	/** Finishes the jobs that are due, in the order they fall due. There is no timer behind jobs. */
	settle(): void {
		const now = this.world.now();
		const due = [...this.#unfinished].filter((job) => job.dueAt <= now);
		// First all out of the set: an effect that looks at the account settles again.
		for (const job of due) this.#unfinished.delete(job);
		for (const job of due.sort((a, b) => a.dueAt - b.dueAt)) job.finish();
	}

	#newId(prefix: string): string {
		return `${prefix}-${this.world.nextNumber()}`;
	}

	#add(
		system: Map<string, FakeJob>,
		id: string,
		name: string,
		effect: JobEffect,
		words?: JobWords,
	): FakeJob {
		const behaviour = this.world.nextJobBehaviour();
		const job = new FakeJob(id, name, this.accountId, this.world.now(), effect, behaviour, words);
		system.set(id, job);
		this.#unfinished.add(job);
		return job;
	}
}

/** A fifth of its time a job waits for its turn. */
const ANALYTICS_WORDS: JobWords = {
	COMPLETED: 'done',
	FAILED: 'failed',
	unfinished: (progress) => (progress < 0.2 ? 'queued' : 'running'),
};
