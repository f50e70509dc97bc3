import { isObject } from '../../../nodes/shared/util/isObject';
import type { ApiPath } from '../../../nodes/shared/api/path';
import { path } from '../../../nodes/shared/api/path';
import { type Answer, describeAnswer } from '../answer.cjs';
import { type Assumption, type Grade, verdict } from '../assumption.cjs';
import { isUnknown } from '../cleanUp.cjs';
import { type Observation, once } from '../observation.cjs';

const unknownSegment: Observation<Answer> = once(
	async ({ api, names }) => await api.get(path`/segments/${names.unknown}`),
);

interface Unknown {
	what: string;
	at(id: string): ApiPath;
	file: string;
	grade?: Grade;
	copes?: string;
	title?: string;
}

const notFound = ({
	what,
	at,
	file,
	grade = 'A',
	copes,
	title = `An unknown ${what} is not found`,
}: Unknown): Assumption => ({
	id: `unknown-${what.replaceAll(' ', '-')}`,
	title,
	expected: '404',
	grade,
	copes,
	file,
	check: async ({ api, names }) => {
		const answer = await api.get(at(names.unknown));
		return verdict(answer.status === 404, describeAnswer(answer));
	},
});

const nobody = (what: string, at: (id: string) => ApiPath, file: string): Assumption => ({
	id: `unknown-${what}-profile`,
	title: `The profile of an unknown ${what}`,
	expected: '404, or 200 with an empty object',
	grade: '?',
	copes:
		'for an empty object the node returns only the ID; on a 404 it says that there is no such ID',
	file,
	check: async ({ api, names }) => {
		const answer = await api.get(at(names.unknown));
		return verdict(isUnknown(answer), describeAnswer(answer));
	},
});

const isEmptyList = ({ status, body }: Answer) =>
	status === 200 && Array.isArray(body) && body.length === 0;

/** How Appcues responds when something doesn't exist. */
export const unknown: Assumption[] = [
	{
		id: 'unknown-segment',
		title: 'An unknown segment is not found',
		expected: '404',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/segments.ts',
		check: async (context) => {
			const answer = await unknownSegment(context);
			return verdict(answer.status === 404, describeAnswer(answer));
		},
	},
	{
		id: 'error-envelope',
		title: 'A refusal says why, in JSON',
		expected: '{status: a number, title: a string}, and detail, if present: a string',
		grade: 'A',
		file: 'nodes/shared/api/errorMessages.ts',
		check: async (context) => {
			const answer = await unknownSegment(context);
			const body = isObject(answer.body) ? answer.body : {};
			const { status, title, detail = '' } = body;
			const kinds = [typeof status, typeof title, typeof detail].join();
			return verdict(kinds === 'number,string,string', describeAnswer(answer));
		},
	},
	notFound({
		what: 'flow',
		at: (id) => path`/flows/${id}`,
		file: 'nodes/shared/api/endpoints/experiences.ts',
	}),
	notFound({
		what: 'tag',
		at: (id) => path`/tags/${id}`,
		file: 'nodes/shared/api/endpoints/tags.ts',
	}),
	notFound({
		what: 'job',
		at: (id) => path`/jobs/${id}`,
		file: 'nodes/shared/jobs/poll.ts',
		grade: '?',
		copes: 'the node reports what Appcues responded; it only keeps checking on a 404 for a new job',
	}),
	notFound({
		what: 'analytics job',
		at: (id) => path`/analytics/exports/${id}`,
		file: 'nodes/shared/api/endpoints/analytics.ts',
	}),
	notFound({
		what: 'screenshots',
		at: (id) => path`/screenshots/${id}`,
		file: 'nodes/AppcuesExperience/fetchScreenshots.ts',
		title: 'Draft screenshots of an unknown ID are not found',
	}),
	nobody('user', (id) => path`/users/${id}/profile`, 'nodes/shared/api/endpoints/users.ts'),
	nobody('group', (id) => path`/groups/${id}/profile`, 'nodes/shared/api/endpoints/groups.ts'),
	{
		id: 'unknown-user-events',
		title: 'The events of an unknown user',
		expected: '404, or 200 with an empty array',
		grade: '?',
		copes:
			'for an empty array the node returns no item; on a 404 it says that there is no such user',
		file: 'nodes/shared/api/endpoints/users.ts',
		check: async ({ api, names }) => {
			const answer = await api.get(path`/users/${names.unknown}/events`);
			return verdict(answer.status === 404 || isEmptyList(answer), describeAnswer(answer));
		},
	},
];
