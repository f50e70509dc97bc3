import type { FakeAppcues, LogEntry } from '../../dev/fake-appcues/index.cjs';
import { expectedOf } from './contacts.cjs';
import { SEGMENT, type ExampleRun } from './runExample.cjs';

/**
 * Compares the fake Appcues' data with what the contacts file should result in.
 *
 * @returns what is wrong, in sentences, or an empty array
 */
export function verify(run: ExampleRun, fake: FakeAppcues): string[] {
	const wrong: string[] = [];
	if (run.status !== 200) {
		wrong.push(`The workflow responded with status ${run.status}: ${run.answer.slice(0, 300)}`);
	}
	const { userIds } = expectedOf(run.contacts);
	const expected = new Set([...run.membersBefore, ...userIds]);
	wrong.push(...difference('The segment', run.membersAfter, expected));
	wrong.push(...difference('The requests to add users', new Set(sentIds(run.requests)), userIds));
	const refused = run.requests.filter(({ status }) => status === undefined || status >= 400);
	wrong.push(...refused.map((entry) => `${entry.method} ${entry.path} got status ${entry.status}`));
	wrong.push(
		...fake.violations.map(({ path, problem }) => `Contract broken at ${path}: ${problem}`),
	);
	return wrong;
}

function sentIds(requests: LogEntry[]): string[] {
	return requests
		.filter(({ pathname }) => pathname.endsWith(`/segments/${SEGMENT}/add_user_ids`))
		.flatMap(({ body }) => (body as { user_ids?: string[] } | undefined)?.user_ids ?? []);
}

function difference(what: string, actual: Set<string>, expected: Set<string>): string[] {
	const missing = [...expected].filter((id) => !actual.has(id));
	const unexpected = [...actual].filter((id) => !expected.has(id));
	return [
		...(missing.length
			? [`${what}: ${missing.length} user(s) missing, such as ${some(missing)}`]
			: []),
		...(unexpected.length
			? [`${what}: ${unexpected.length} unexpected user(s), such as ${some(unexpected)}`]
			: []),
	];
}

const some = (ids: string[]): string => JSON.stringify(ids.slice(0, 3));
