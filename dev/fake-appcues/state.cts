import { FakeAccount } from './model/account.cjs';
import { type Clock, systemClock } from './model/clock.cjs';
import type { DownloadEntry } from './exports/downloadLog.cjs';
import type { ExportFile } from './exports/exportFile.cjs';
import { FileHost } from './exports/fileHost.cjs';
import type { Fault, PathPattern } from './model/fault.cjs';
import { FaultQueue, matchesRequest } from './model/fault.cjs';
import type { JobBehavior } from './model/jobBehavior.cjs';
import { MinuteMeter, RateLimiter } from './model/meters.cjs';
import type { LogEntry } from './model/logEntry.cjs';
import { demoAccount } from './model/demoAccount.cjs';
import type { AccountSeed } from './model/seed.cjs';
import { Settings, settingsIn } from './model/settings.cjs';

const LOG_LIMIT = 20_000;

/** How a fake starts, and what `reset()` returns to. */
export interface FakeAppcuesOptions extends Partial<Settings> {
	/** Default 0: any free port. */
	port?: number;
	/** Default 127.0.0.1. */
	host?: string;
	/** The port of the host with the export files. Default 0: any free port. */
	downloadPort?: number;
	/** Default localhost, a different origin from 127.0.0.1. */
	downloadHost?: string;
	/** Default: only the demo account. */
	accounts?: AccountSeed[];
	/** Default: `Date.now()`. Drives jobs and the rate limit. Delays of faults use `setTimeout`. */
	clock?: Clock;
}

/** A response of the fake that its own contract doesn't allow. Tests should find none. */
export interface Violation {
	at: number;
	method: string;
	path: string;
	/** The status of the response that broke the contract. */
	status: number;
	problem: string;
}

/** The whole state of a fake, without the network. */
export class FakeState extends Settings {
	readonly accounts = new Map<string, FakeAccount>();
	/** Requests in the order they came, at most the last 20,000. */
	readonly log: LogEntry[] = [];
	/**
	 * How often each operation of the contract was called since the start, including requests that the log
	 * dropped.
	 */
	readonly requestCounts = new Map<string, number>();
	readonly violations: Violation[] = [];
	/** Requests to the host of export files, as in `log`, without their links. */
	readonly downloads: DownloadEntry[] = [];
	readonly fileHost = new FileHost();
	readonly rateLimiter = new RateLimiter();
	readonly analyticsMeter = new MinuteMeter();
	readonly #faults = new FaultQueue();
	readonly #options: FakeAppcuesOptions;
	readonly #clock: Clock;
	#nextJobs: JobBehavior[] = [];
	#lastNumber = 0;

	constructor(options: FakeAppcuesOptions = {}) {
		super();
		this.#options = options;
		this.#clock = options.clock ?? systemClock;
		this.reset();
	}

	now(): number {
		return this.#clock.now();
	}

	/** @param id default: the first account. @throws when there is no account with that ID */
	account(id?: string): FakeAccount {
		const account = id === undefined ? [...this.accounts.values()][0] : this.accounts.get(id);
		if (!account) throw new Error(`The fake has no account '${id}'`);
		return account;
	}

	/** Returns the logged requests of a method and path. A string matches the end of the decoded path. */
	requests(method?: string, path?: PathPattern): LogEntry[] {
		return this.log.filter((entry) => matchesRequest(entry, method, path));
	}

	/** Makes something go wrong with the next matching request or requests. */
	fault(fault: Fault): void {
		this.#faults.add(fault);
	}

	clearFaults(): void {
		this.#faults.clear();
	}

	/** Returns the fault for a request and counts it as used. */
	takeFault(request: { method: string; pathname: string }): Fault | undefined {
		return this.#faults.take(request);
	}

	/** Makes the next `count` jobs in any account behave like this. */
	nextJobs(count: number, behavior: JobBehavior): void {
		for (let i = 0; i < count; i += 1) this.#nextJobs.push(behavior);
	}

	/** Makes the next `count` jobs end as FAILED with this reason, without doing anything. */
	failNextJobs(count: number, reason = 'Something went wrong'): void {
		this.nextJobs(count, { failWith: reason });
	}

	/** Logs a request and drops the oldest ones beyond the limit. */
	record(entry: LogEntry): void {
		this.log.push(entry);
		if (this.log.length > LOG_LIMIT) this.log.shift();
	}

	/** Logs a download in the same way. */
	recordDownload(entry: DownloadEntry): void {
		this.downloads.push(entry);
		if (this.downloads.length > LOG_LIMIT) this.downloads.shift();
	}

	/** Returns a presigned link to an export file, a new one on each call. */
	link(file: ExportFile): string {
		return this.fileHost.link(file, this.now(), this.linkLifetime);
	}

	/** Resets accounts, settings, log and faults to how the fake started. */
	reset(): void {
		const { accounts = [demoAccount()] } = this.#options;
		Object.assign(this, new Settings(), settingsIn(this.#options));
		this.#nextJobs = [];
		this.log.length = 0;
		this.violations.length = 0;
		this.downloads.length = 0;
		this.fileHost.clear();
		this.requestCounts.clear();
		this.rateLimiter.clear();
		this.analyticsMeter.clear();
		this.#faults.clear();
		this.accounts.clear();
		for (const seed of accounts) this.accounts.set(seed.id, new FakeAccount(seed, this));
	}

	/** Numbers continue after a reset, so that an earlier ID never means another object. */
	nextNumber(): number {
		this.#lastNumber += 1;
		return this.#lastNumber;
	}

	nextJobBehavior(): JobBehavior & { duration: number } {
		const { jobDuration: duration, hiddenPolls } = this;
		return { duration, hiddenPolls, ...this.#nextJobs.shift() };
	}
}
