import { FakeJob, type JobEffect } from './job.cjs';
import type { JobBehavior, JobWords } from './jobBehavior.cjs';

/** What the jobs of an account need from their fake. */
export interface JobWorld {
	now(): number;
	/** A number that no other object of the fake has, so that IDs are unique across accounts. */
	nextNumber(): number;
	/** How the next job behaves. */
	nextJobBehavior(): JobBehavior & { duration: number };
}

/** The jobs of an account, in both systems. Neither knows the other's IDs. */
export class JobQueue {
	readonly #jobs = new Map<string, FakeJob>();
	readonly #analyticsJobs = new Map<string, FakeJob>();
	/** Checked on every request, so finished jobs are removed from it. */
	readonly #unfinished = new Set<FakeJob>();

	constructor(
		private readonly accountId: string,
		private readonly world: JobWorld,
	) {}

	/** Those of `/jobs`, by ID, oldest first. Due jobs are finished. */
	get jobs(): ReadonlyMap<string, FakeJob> {
		this.settle();
		return this.#jobs;
	}

	/** Those of `/analytics/exports`. */
	get analyticsJobs(): ReadonlyMap<string, FakeJob> {
		this.settle();
		return this.#analyticsJobs;
	}

	/** How many analytics exports are queued or running. */
	get runningAnalytics(): number {
		return [...this.analyticsJobs.values()].filter(({ outcome }) => !outcome).length;
	}

	/** Accepts a job: `effect` runs when it is due. @param id numbered if omitted */
	start(name: string, effect: JobEffect, id = this.#newId('job')): FakeJob {
		return this.#add(this.#jobs, id, name, effect);
	}

	/** Accepts a job in the other system, with its status words. */
	startAnalytics(name: string, effect: JobEffect): FakeJob {
		const id = this.#newId('analytics-job');
		return this.#add(this.#analyticsJobs, id, name, effect, ANALYTICS_WORDS);
	}

	/** Finishes the jobs that are due, in the order they become due. Jobs have no timers. */
	settle(): void {
		const now = this.world.now();
		const due = [...this.#unfinished].filter((job) => job.dueAt <= now);
		// Remove all of them from the set first: an effect that reads the account settles again.
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
		const behavior = this.world.nextJobBehavior();
		const job = new FakeJob(id, name, this.accountId, this.world.now(), effect, behavior, words);
		system.set(id, job);
		this.#unfinished.add(job);
		return job;
	}
}

/** A job is queued for a fifth of its time. */
const ANALYTICS_WORDS: JobWords = {
	COMPLETED: 'done',
	FAILED: 'failed',
	unfinished: (progress) => (progress < 0.2 ? 'queued' : 'running'),
};
