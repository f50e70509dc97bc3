import { isoTime } from './clock.cjs';
import type { ExportFile } from '../exports/exportFile.cjs';
import type { JobBehavior, JobOutcome, JobWords } from './jobBehavior.cjs';
import { claimedUrl } from './urls.cjs';

const USUAL_WORDS: JobWords = {
	COMPLETED: 'COMPLETED',
	FAILED: 'FAILED',
	unfinished: () => 'IN_PROGRESS',
};

/** What a job does once it is due. Returns the attributes of its last event. Throws to fail. */
export type JobEffect = (job: FakeJob) => Record<string, unknown>;

/** One line of a job's progress log. */
export interface JobEvent {
	name: string;
	timestamp: string;
	attributes: Record<string, unknown>;
}

/** An accepted job: does nothing until it is due, then everything at once. */
export class FakeJob {
	readonly dueAt: number;
	readonly events: JobEvent[] = [];
	outcome: JobOutcome | undefined;
	/** The file that an export has made. */
	file: ExportFile | undefined;
	/** Cleared once run, because it holds the whole request body. */
	#effect: JobEffect | undefined;
	#hiddenPolls: number;
	#visiblePolls: number;

	constructor(
		readonly id: string,
		readonly name: string,
		readonly accountId: string,
		readonly startedAt: number,
		effect: JobEffect,
		private readonly behavior: JobBehavior & { duration: number },
		private readonly words: JobWords = USUAL_WORDS,
	) {
		this.#effect = effect;
		this.#hiddenPolls = behavior.hiddenPolls ?? 0;
		this.#visiblePolls = behavior.visiblePolls ?? Infinity;
		this.dueAt = behavior.stuck ? Infinity : startedAt + behavior.duration;
		this.#note('accepted', startedAt, {});
	}

	get url(): string {
		return claimedUrl(this.accountId, 'jobs', this.id);
	}

	/** Whether the job can't be seen: not yet, as with replication lag, or no longer. */
	get hidden(): boolean {
		return this.#hiddenPolls > 0 || this.#visiblePolls <= 0;
	}

	/** Why it failed, as in its last event. */
	get failureReason(): unknown {
		return this.outcome === 'FAILED' ? this.events.at(-1)?.attributes.reason : undefined;
	}

	/** Counts a status check. @returns whether it may see the job. */
	poll(): boolean {
		const seen = !this.hidden;
		if (seen) this.#visiblePolls -= 1;
		else this.#hiddenPolls -= 1;
		return seen;
	}

	/** Does the work, or fails. */
	finish(): void {
		const effect = this.#effect;
		this.#effect = undefined;
		try {
			if (this.behavior.failWith !== undefined) throw new Error(this.behavior.failWith);
			this.#note('completed', this.dueAt, effect?.(this) ?? {});
			this.outcome = 'COMPLETED';
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			this.#note('failed', this.dueAt, { reason });
			this.outcome = 'FAILED';
		}
	}

	/** Returns the status that a status check at `now` sees. */
	status(now: number): string {
		const word = this.outcome ? this.words[this.outcome] : this.#unfinishedWord(now);
		return this.behavior.lowerCase ? word.toLowerCase() : word;
	}

	/** Returns 0 to 1. A stuck job stays at 0. */
	progress(now: number): number {
		if (this.outcome) return 1;
		const share = (now - this.startedAt) / (this.dueAt - this.startedAt);
		return Number.isFinite(share) ? Math.min(Math.max(share, 0), 1) : 0;
	}

	/** Returns the job as the list shows it: without events. */
	toSummary(now: number) {
		return {
			id: this.id,
			name: this.name,
			status: this.status(now),
			started_at: isoTime(this.startedAt),
			url: this.url,
		};
	}

	/** Returns the job as the single-job route shows it. @param link where its file is, in the last event */
	toJson(now: number, link?: string) {
		const events = this.events.map((event, i) =>
			link !== undefined && i === this.events.length - 1 ? withLink(event, link) : event,
		);
		return { ...this.toSummary(now), events };
	}

	#unfinishedWord(now: number): string {
		const { statusWord, statusWordFor = Infinity } = this.behavior;
		if (statusWord && now - this.startedAt < statusWordFor) return statusWord;
		return this.words.unfinished(this.progress(now));
	}

	#note(name: string, at: number, attributes: Record<string, unknown>): void {
		this.events.push({ name, timestamp: isoTime(at), attributes });
	}
}

function withLink(event: JobEvent, link: string): JobEvent {
	return { ...event, attributes: { ...event.attributes, signed_s3_url: link } };
}
