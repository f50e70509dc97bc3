import type { IDataObject } from 'n8n-workflow';

import type { FakeAppcues } from '../../dev/fake-appcues/index.cjs';
import { snapshot } from '../../dev/fake-appcues/http/snapshot.cjs';

/** Makes two runs comparable: what differs from run to run anyway is taken out. */

const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;

/** The fake counts its objects on and on; what it starts with has names. */
const NUMBERED = /\b(segment|job|key)-\d+\b/g;

/** A copy without times and durations, and without the numbers in IDs. */
export function plain<T>(value: T): T {
	const text = JSON.stringify(value, (key, inner: unknown) => {
		if (/(_at|At)$|^durationMs$/.test(key)) return undefined;
		if (typeof inner !== 'string') return inner;
		return MOMENT.test(inner) ? '<time>' : inner.replace(NUMBERED, '$1-<number>');
	});
	return JSON.parse(text) as T;
}

/** What the fake holds, but for its jobs: they come and go with no effect of their own. */
export function worldOf(fake: FakeAppcues): unknown {
	return plain(
		snapshot(fake).accounts.map(
			({ jobs: _jobs, analyticsJobs: _analytics, exports: _exports, ...rest }) => rest,
		),
	);
}

/** What an item says of its job: another job has other things to say, and no less truly. */
const OF_JOB = ['jobId', 'name', 'events'];

/** An item without what it says of its job, if it came from one. */
export function withoutJob(item: IDataObject): IDataObject {
	if (!('jobId' in item)) return item;
	return Object.fromEntries(Object.entries(item).filter(([key]) => !OF_JOB.includes(key)));
}
