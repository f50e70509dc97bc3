import {
	type TestFault,
	TRANSIENT_TIMES,
	proxyTo,
	download,
	lost,
	lostThen,
	pathLike,
	request,
} from './fault.cjs';
import { LONGER_THAN_ANY_TIMEOUT_MS, type Baseline } from './run.cjs';

/** Nothing listens at the API's URL. */
const refused: TestFault = {
	name: 'refused',
	meaning: 'the connection is refused',
	hits: 'request',
	inject: async (scene) => ({ baseUrl: (await proxyTo(scene.fake.url, scene)).url }),
};

/** The first request that does the work is accepted, and none after it. */
const lostThenRefused: TestFault = {
	name: 'lost + refused',
	meaning: 'first as in *lost*, then the connection is refused',
	hits: 'request',
	inject: async (scene) => {
		const { fake, baseline } = scene;
		await lost.inject({ ...scene, permanent: false });
		return { baseUrl: (await proxyTo(fake.url, scene, baseline.connections)).url };
	},
};

const jobStuck: TestFault = {
	name: 'job stuck',
	meaning: 'the job never finishes; as a transient fault, it is queued for 20 seconds first',
	hits: 'job',
	errorPattern: /still (in_progress|running|queued)/i,
	inject: ({ fake, permanent }) => {
		fake.nextJobs(1, permanent ? { stuck: true } : { duration: 20_000, statusWord: 'queued' });
		return { options: { timeout: 30 } };
	},
};

const jobVanished: TestFault = {
	name: 'job vanished',
	meaning: 'status checks of the job get a 404, though Appcues has accepted it',
	hits: 'job',
	inject: ({ fake, baseline: { poll }, permanent }) => {
		if (!poll) return;
		const times = permanent ? Infinity : TRANSIENT_TIMES;
		fake.fault({ method: 'GET', path: pathLike(poll), status: 404, times });
	},
};

const hostDown: TestFault = {
	name: 'host down',
	meaning: 'connections to the host of the file are refused',
	hits: 'download',
	inject: async (scene) => {
		const { fake } = scene;
		fake.fileHost.url = (await proxyTo(fake.downloadUrl, scene)).url;
	},
};

const timeOut: TestFault = {
	...request('timeout', 'no response within the timeout; Appcues does the work later', {
		delayMs: LONGER_THAN_ANY_TIMEOUT_MS,
	}),
	speed: 4,
};

const retryAfter = { 'Retry-After': '2' };

/** In the order of the tables. */
export const faults: TestFault[] = [
	request('429 + RA', 'the rate limit, with `Retry-After`', { status: 429, headers: retryAfter }),
	request('429', 'the rate limit, without `Retry-After`', { status: 429 }),
	request('500', 'status 500, nothing done', { status: 500 }),
	request('502', 'status 502, nothing done', { status: 502, garbage: 'html' }),
	request('503', 'status 503, nothing done', { status: 503, body: 'unavailable' }),
	request('500 done', 'status 500, though the work was done', { status: 500, applied: true }),
	refused,
	request('reset', 'the connection is cut before the response, nothing done', { reset: 'before' }),
	request('lost', 'the connection is cut before the response, the work was done', {
		reset: 'after',
	}),
	request('half', 'the connection is cut in the middle of the response', {
		reset: 'mid-body',
		times: 1,
	}),
	timeOut,
	request('empty', 'a success without a body', { garbage: 'empty' }),
	request('HTML', 'a success with a web page as its body', { garbage: 'html' }),
	request('cut JSON', 'a success with half of its JSON', { garbage: 'truncated-json' }),
	request('trickle', 'the response arrives byte by byte', { trickle: 50 }),
	lostThen('lost + 429', 'first as in *lost*, then the rate limit', { status: 429 }),
	lostThen('lost + later', 'first as in *lost*, then a 503 that asks to retry in an hour', {
		status: 503,
		headers: { 'Retry-After': '3600' },
	}),
	lostThenRefused,
	jobStuck,
	jobVanished,
	download('cut in half', 'the download is cut off', { reset: 'mid-body' }),
	download('link expired', 'the link to the file has expired', { expired: true }),
	hostDown,
];

/** Returns whether an operation can meet the fault at all. */
export function appliesTo({ hits }: TestFault, { poll, after }: Baseline): boolean {
	if (hits === 'job') return poll !== undefined;
	return hits === 'request' || after.downloads > 0;
}
