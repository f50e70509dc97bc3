import { RateLimiter } from '../../nodes/shared/api/rateLimiter';
import { MAX_ATTEMPTS, sendWithRetry } from '../../nodes/shared/api/retry';
import { VirtualClock } from './virtualClock.cjs';

const LIMIT = 60;
const IDEMPOTENT = { idempotent: true, maxAttempts: MAX_ATTEMPTS };
const REFUSED = { kind: 'response', status: 429, headers: {}, body: '' } as const;

/**
 * How a server may count 60 requests a second: those it accepted within the last second, all within the last second, or
 * those it accepted within a second of its own clock.
 */
export type Counting = 'accepted' | 'all' | 'whole seconds';

/** An Appcues that only counts. Its 429s have no `Retry-After`. */
class Server {
	private seen: number[] = [];

	constructor(private readonly counting: Counting) {}

	admits(now: number): boolean {
		const since = this.counting === 'whole seconds' ? Math.floor(now / 1000) * 1000 : now - 999.999;
		this.seen = this.seen.filter((at) => at >= since);
		const admitted = this.seen.length < LIMIT;
		if (admitted || this.counting === 'all') this.seen.push(now);
		return admitted;
	}
}

/** One n8n process that sends `count` requests, ten at a time. */
export interface Process {
	count: number;
	startAt: number;
	/** When each request was accepted. */
	accepted: number[];
	lost: number;
	mostAttempts: number;
	end: number;
}

export interface Shared {
	processes: Process[];
	other: { sent: number; refused: number };
}

interface Plan {
	counting: Counting;
	/** Requests per second that another client sends evenly. It doesn't retry. */
	othersRate(now: number): number;
	processes: Array<{ count: number; startAt?: number }>;
}

/** Lets n8n processes at 50 requests per second and another client send to one account. */
export async function shareAccount({ counting, othersRate, processes }: Plan): Promise<Shared> {
	const clock = new VirtualClock();
	const server = new Server(counting);
	const random = randomNumbers();
	const network = async () => await clock.sleep(Math.round(40 + random() * 20));
	const other = { sent: 0, refused: 0 };
	let left = processes.length;

	const otherClient = async () => {
		for (let due = 0; left > 0; ) {
			const perSecond = othersRate(clock.now());
			due += perSecond > 0 ? 1000 / perSecond : 100;
			await clock.sleep(Math.max(0, due - clock.now()));
			if (perSecond === 0) continue;
			other.sent += 1;
			if (!server.admits(clock.now())) other.refused += 1;
		}
	};

	const run = async ({ count, startAt = 0 }: { count: number; startAt?: number }) => {
		const process: Process = { count, startAt, accepted: [], lost: 0, mostAttempts: 0, end: 0 };
		const limiter = new RateLimiter(50, clock);
		// As AppcuesClient does.
		const request = async () => {
			let sentAt = 0;
			const { result, attempts } = await sendWithRetry(IDEMPOTENT, {
				send: async () => {
					sentAt = await limiter.acquire();
					await network();
					const admitted = server.admits(clock.now());
					await network();
					if (!admitted) return REFUSED;
					limiter.recordSuccess();
					return { kind: 'success' as const };
				},
				requestedMs: () => undefined,
				onFailure: async ({ decision }) => {
					limiter.backOff(0, sentAt);
					if (decision.retry) await clock.sleep(decision.delayMs);
				},
			});
			process.mostAttempts = Math.max(process.mostAttempts, attempts);
			if ('decision' in result) process.lost += 1;
			else process.accepted.push(clock.now());
		};
		let waiting = count;
		const worker = async () => {
			while (waiting > 0) {
				waiting -= 1;
				await request();
			}
		};
		await clock.sleep(startAt);
		await Promise.all(Array.from({ length: 10 }, worker));
		process.end = clock.now();
		left -= 1;
		return process;
	};

	const [ended] = await clock.run(Promise.all([Promise.all(processes.map(run)), otherClient()]));
	return { processes: ended, other };
}

/** Requests per second that were accepted between two times. */
export function rateBetween({ accepted }: Process, from: number, until: number): number {
	const count = accepted.filter((at) => at >= from && at < until).length;
	return count / ((until - from) / 1000);
}

/** Numbers from 0 to 1 that are the same in each run (Numerical Recipes' generator). */
export function randomNumbers(): () => number {
	let state = 1;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return state / 2 ** 32;
	};
}
