import {
	type Column,
	SOME,
	doorTo,
	download,
	lost,
	lostThen,
	pathLike,
	request,
} from './column.cjs';
import { LONGER_THAN_ANY_TIMEOUT_MS, type Baseline } from './trial.cjs';

/** Nobody listens at the address of the API. */
const refused: Column = {
	name: 'refused',
	meaning: 'the connection is refused',
	hits: 'request',
	arrange: async (scene) => ({ baseUrl: (await doorTo(scene.fake.url, scene)).url }),
};

/** The first request that does the work gets in, and nobody after it. */
const lostThenRefused: Column = {
	name: 'lost + refused',
	meaning: 'first as in *lost*, then the connection is refused',
	hits: 'request',
	arrange: async (scene) => {
		const { fake, baseline } = scene;
		await lost.arrange({ ...scene, lasting: false });
		return { baseUrl: (await doorTo(fake.url, scene, baseline.connections)).url };
	},
};

const jobStuck: Column = {
	name: 'job stuck',
	meaning: 'the job never ends; as a passing fault it is queued for 20 seconds first',
	hits: 'job',
	tells: /still (in_progress|running|queued)/i,
	arrange: ({ fake, lasting }) => {
		fake.nextJobs(1, lasting ? { stuck: true } : { duration: 20_000, statusWord: 'queued' });
		return { options: { timeout: 30 } };
	},
};

const jobVanished: Column = {
	name: 'job vanished',
	meaning: 'looking at the job gets 404, though Appcues has accepted it',
	hits: 'job',
	arrange: ({ fake, baseline: { poll }, lasting }) => {
		if (!poll) return;
		const times = lasting ? Infinity : SOME;
		fake.fault({ method: 'GET', path: pathLike(poll), status: 404, times });
	},
};

const hostDown: Column = {
	name: 'host down',
	meaning: 'connections to the host of the file are refused',
	hits: 'download',
	arrange: async (scene) => {
		const { fake } = scene;
		fake.fileHost.url = (await doorTo(fake.downloadUrl, scene)).url;
	},
};

const timeOut: Column = {
	...request('time-out', 'no answer within the time-out; Appcues does the work later', {
		delayMs: LONGER_THAN_ANY_TIMEOUT_MS,
	}),
	speed: 4,
};

const retryAfter = { 'Retry-After': '2' };

/** In the order of the tables. */
export const columns: Column[] = [
	request('429 + RA', 'the rate limit, with `Retry-After`', { status: 429, headers: retryAfter }),
	request('429', 'the rate limit, without `Retry-After`', { status: 429 }),
	request('500', 'status 500, nothing done', { status: 500 }),
	request('502', 'status 502, nothing done', { status: 502, garbage: 'html' }),
	request('503', 'status 503, nothing done', { status: 503, body: 'unavailable' }),
	request('500 done', 'status 500, though the work was done', { status: 500, applied: true }),
	refused,
	request('reset', 'the connection is cut before the answer, nothing done', { reset: 'before' }),
	request('lost', 'the connection is cut before the answer, the work was done', { reset: 'after' }),
	request('half', 'the connection is cut in the middle of the answer', {
		reset: 'mid-body',
		times: 1,
	}),
	timeOut,
	request('empty', 'a success without a body', { garbage: 'empty' }),
	request('HTML', 'a success with a web page for a body', { garbage: 'html' }),
	request('cut JSON', 'a success with half of its JSON', { garbage: 'truncated-json' }),
	request('trickle', 'the answer comes byte by byte', { trickle: 50 }),
	lostThen('lost + 429', 'first as in *lost*, then the rate limit', { status: 429 }),
	lostThen('lost + later', 'first as in *lost*, then 503 that asks to come back in an hour', {
		status: 503,
		headers: { 'Retry-After': '3600' },
	}),
	lostThenRefused,
	jobStuck,
	jobVanished,
	download('cut in half', 'the download breaks off', { reset: 'mid-body' }),
	download('link expired', 'the link to the file has expired', { expired: true }),
	hostDown,
];

/** @returns whether an operation can meet the fault at all */
export function concerns({ hits }: Column, { poll, after }: Baseline): boolean {
	if (hits === 'job') return poll !== undefined;
	return hits === 'request' || after.downloads > 0;
}
