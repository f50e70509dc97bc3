import type { IDataObject } from 'n8n-workflow';

import type { FakeAppcues } from '../../dev/fake-appcues/index.cjs';
import { snapshot } from '../../dev/fake-appcues/http/snapshot.cjs';

/** Makes two runs comparable by removing what differs between runs anyway. */

const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;

/** The fake numbers its new objects. Its initial objects have names. */
const NUMBERED = /\b(segment|job|key)-\d+\b/g;

/** Returns a copy without times and durations, and without the numbers in IDs. */
export function plain<T>(value: T): T {
	const text = JSON.stringify(value, (key, inner: unknown) => {
		if (/(_at|At)$|^durationMs$/.test(key)) return undefined;
		if (typeof inner !== 'string') return inner;
		return MOMENT.test(inner) ? '<time>' : inner.replace(NUMBERED, '$1-<number>');
	});
	return JSON.parse(text) as T;
}

/** Returns what the fake holds, except its jobs, which are not an effect in themselves. */
export function worldOf(fake: FakeAppcues): unknown {
	return plain(
		snapshot(fake).accounts.map(
			({ jobs: _jobs, analyticsJobs: _analytics, exports: _exports, ...rest }) => rest,
		),
	);
}

/** Fields of an item that describe its job. Another job has other values, which are just as true. */
const OF_JOB = ['jobId', 'name', 'events'];

/** Returns an item without the fields that describe its job, if it has one. */
export function withoutJob(item: IDataObject): IDataObject {
	if (!('jobId' in item)) return item;
	return Object.fromEntries(Object.entries(item).filter(([key]) => !OF_JOB.includes(key)));
}
