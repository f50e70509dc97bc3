import type { FakeAppcues, Fault, LogEntry } from '../../dev/fake-appcues/index.cjs';
import { Door, type Hours } from './door.cjs';
import type { Baseline, Change } from './trial.cjs';

/** A fault that is put in the way of every operation that can meet it. */
export interface Column {
	/** The head of its column. */
	name: string;
	/** For the list above the tables. */
	meaning: string;
	/** What it hits: the request that does the work, the looks at its job, the download of its result. */
	hits: 'request' | 'job' | 'download';
	/** How much faster than usual time may pass. */
	speed?: number;
	/** What the error must say of a lasting one. */
	tells?: RegExp;
	arrange(scene: Scene): Promise<Change | void> | Change | void;
}

/** What a fault finds. */
export interface Scene {
	fake: FakeAppcues;
	baseline: Baseline;
	/** Whether the fault is there for good; else it passes. */
	lasting: boolean;
	/** What is to be closed when the run is over. */
	doors: Door[];
}

/** How often a passing fault hits, unless it says otherwise. */
export const SOME = 2;

/** A fault of the request that does the work. @param fault its `times` are those of the passing one */
export function request(
	name: string,
	meaning: string,
	fault: Omit<Fault, 'path' | 'method'>,
): Column {
	return {
		name,
		meaning,
		hits: 'request',
		arrange: ({ fake, baseline: { decisive }, lasting }) => {
			const { method } = decisive;
			const times = lasting ? Infinity : (fault.times ?? SOME);
			fake.fault({ ...fault, method, path: pathLike(decisive), times });
		},
	};
}

/** The work is done and its answer lost, once. */
export const lost = request('', '', { reset: 'after', times: 1 });

/** The work is done and its answer lost, and then the repeats meet another fault. */
export function lostThen(
	name: string,
	meaning: string,
	fault: Omit<Fault, 'path' | 'method'>,
): Column {
	const then = request(name, meaning, fault);
	return {
		...then,
		arrange: async (scene) => {
			await lost.arrange({ ...scene, lasting: false });
			return await then.arrange(scene);
		},
	};
}

/** A door in front of a server, shut as long as the fault lasts. @param admits how many connections before that */
export async function doorTo(url: string, { lasting, doors }: Scene, admits = 0): Promise<Door> {
	const hours: Hours = { admits, refuses: lasting ? Infinity : 1 };
	const door = await Door.before(url, hours);
	doors.push(door);
	return door;
}

/** A fault of the download of what a job has made. */
export const download = (name: string, meaning: string, fault: Partial<Fault>): Column => ({
	name,
	meaning,
	hits: 'download',
	arrange: ({ fake, lasting }) => {
		fake.fault({ times: lasting ? Infinity : 1, ...fault, path: /^\/download\// });
	},
});

/** Its path in any run: the numbers in IDs go on and on. */
export function pathLike({ pathname }: LogEntry): RegExp {
	return new RegExp(`^${pathname.replace(/-\d+/g, '-\\d+')}$`);
}
