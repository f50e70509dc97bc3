import type { FakeAppcues, Fault, LogEntry } from '../../dev/fake-appcues/index.cjs';
import { RefusingProxy, type RefusalSchedule } from './refusingProxy.cjs';
import type { Baseline, RunChanges } from './run.cjs';

/** A fault that is injected into every operation that can meet it. */
export interface TestFault {
	/** The heading of its column. */
	name: string;
	/** For the list above the tables. */
	meaning: string;
	/**
	 * What it hits: the request that does the work, the status checks of its job, or the download of its
	 * result.
	 */
	hits: 'request' | 'job' | 'download';
	/** How much faster than usual time passes. */
	speed?: number;
	/** What the error must say for a permanent fault. */
	errorPattern?: RegExp;
	inject(scene: FaultSetup): Promise<RunChanges | void> | RunChanges | void;
}

/** What a fault gets to work with. */
export interface FaultSetup {
	fake: FakeAppcues;
	baseline: Baseline;
	/** Whether the fault is permanent. Otherwise it is transient. */
	permanent: boolean;
	/** Closed when the run is over. */
	proxies: RefusingProxy[];
}

/** How often a transient fault hits, unless it says otherwise. */
export const TRANSIENT_TIMES = 2;

/** A fault of the request that does the work. @param fault its `times` are those of the transient fault */
export function request(
	name: string,
	meaning: string,
	fault: Omit<Fault, 'path' | 'method'>,
): TestFault {
	return {
		name,
		meaning,
		hits: 'request',
		inject: ({ fake, baseline: { decisive }, permanent }) => {
			const { method } = decisive;
			const times = permanent ? Infinity : (fault.times ?? TRANSIENT_TIMES);
			fake.fault({ ...fault, method, path: pathLike(decisive), times });
		},
	};
}

/** The work is done and its response is lost, once. */
export const lost = request('', '', { reset: 'after', times: 1 });

/** The work is done and its response is lost, and then the retries meet another fault. */
export function lostThen(
	name: string,
	meaning: string,
	fault: Omit<Fault, 'path' | 'method'>,
): TestFault {
	const then = request(name, meaning, fault);
	return {
		...then,
		inject: async (scene) => {
			await lost.inject({ ...scene, permanent: false });
			return await then.inject(scene);
		},
	};
}

/**
 * Starts a proxy that refuses connections as long as the fault lasts.
 *
 * @param accepts how many connections it accepts before
 */
export async function proxyTo(
	url: string,
	{ permanent, proxies }: FaultSetup,
	accepts = 0,
): Promise<RefusingProxy> {
	const schedule: RefusalSchedule = { accepts, refuses: permanent ? Infinity : 1 };
	const proxy = await RefusingProxy.inFrontOf(url, schedule);
	proxies.push(proxy);
	return proxy;
}

/** A fault of the download of a job's result. */
export const download = (name: string, meaning: string, fault: Partial<Fault>): TestFault => ({
	name,
	meaning,
	hits: 'download',
	inject: ({ fake, permanent }) => {
		fake.fault({ times: permanent ? Infinity : 1, ...fault, path: /^\/download\// });
	},
});

/** Matches its path in any run, because the numbers in IDs keep growing. */
export function pathLike({ pathname }: LogEntry): RegExp {
	return new RegExp(`^${pathname.replace(/-\d+/g, '-\\d+')}$`);
}
