import type { FakeAppcues, Fault, LogEntry } from '../../dev/fake-appcues/index.cjs';
import { RefusingProxy, type RefusalSchedule } from './refusingProxy.cjs';
import type { Baseline, RunChanges } from './run.cjs';

/** A fault that is put in the way of every operation that can runWithFault it. */
export interface TestFault {
	/** The head of its fault. */
	name: string;
	/** For the list above the tables. */
	meaning: string;
	/** What it hits: the request that does the work, the looks at its job, the download of its result. */
	hits: 'request' | 'job' | 'download';
	/** How much faster than usual time may pass. */
	speed?: number;
	/** What the error must say of a permanent one. */
	errorPattern?: RegExp;
	inject(scene: FaultSetup): Promise<RunChanges | void> | RunChanges | void;
}

/** What a fault finds. */
export interface FaultSetup {
	fake: FakeAppcues;
	baseline: Baseline;
	/** Whether the fault is there for good; else it passes. */
	permanent: boolean;
	/** What is to be closed when the run is over. */
	proxies: RefusingProxy[];
}

/** How often a transient fault hits, unless it says otherwise. */
export const TRANSIENT_TIMES = 2;

/** A fault of the request that does the work. @param fault its `times` are those of the transient one */
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

/** The work is done and its answer lost, once. */
export const lost = request('', '', { reset: 'after', times: 1 });

/** The work is done and its answer lost, and then the repeats runWithFault another fault. */
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

/** A proxy in front of a server, shut as long as the fault lasts. @param admits how many connections before that */
export async function proxyTo(
	url: string,
	{ permanent, proxies }: FaultSetup,
	admits = 0,
): Promise<RefusingProxy> {
	const schedule: RefusalSchedule = { accepts: admits, refuses: permanent ? Infinity : 1 };
	const proxy = await RefusingProxy.inFrontOf(url, schedule);
	proxies.push(proxy);
	return proxy;
}

/** A fault of the download of what a job has made. */
export const download = (name: string, meaning: string, fault: Partial<Fault>): TestFault => ({
	name,
	meaning,
	hits: 'download',
	inject: ({ fake, permanent }) => {
		fake.fault({ times: permanent ? Infinity : 1, ...fault, path: /^\/download\// });
	},
});

/** Its path in any run: the numbers in IDs go on and on. */
export function pathLike({ pathname }: LogEntry): RegExp {
	return new RegExp(`^${pathname.replace(/-\d+/g, '-\\d+')}$`);
}
