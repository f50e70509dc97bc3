import { entryOf } from '../../../dev/elements.cjs';
import { isObject } from '../../../nodes/shared/util/isObject';
import { isJob } from '../../../nodes/shared/api/endpoints/jobs';
import { EXPERIENCE_TYPES } from '../../../nodes/shared/fields/experienceTypes';
import { describeAnswer } from '../answer.cjs';
import { type Assumption, verdict } from '../assumption.cjs';
import { LISTS } from '../observations/lists.cjs';

const hasId = (value: unknown) =>
	isObject(value) && typeof value.id === 'string' && value.id !== '';

const listOf = (name: string, file: string): Assumption => ({
	id: `list-${name}`,
	title: `GET /${name} lists everything in one response`,
	expected: '200, a bare array of objects, each with a string id',
	grade: 'A',
	file,
	check: async (context) => {
		const answer = await entryOf(LISTS, name)(context);
		const { status, body } = answer;
		return verdict(
			status === 200 && Array.isArray(body) && body.every(hasId),
			describeAnswer(answer),
		);
	},
});

const jobs: Assumption = {
	id: 'list-jobs',
	title: 'GET /jobs lists the jobs of the account',
	expected: '200, a bare array of objects, each with a string status',
	grade: 'B',
	file: 'nodes/shared/api/endpoints/jobs.ts',
	check: async (context) => {
		const answer = await entryOf(LISTS, 'jobs')(context);
		const { status, body } = answer;
		return verdict(
			status === 200 && Array.isArray(body) && body.every(isJob),
			describeAnswer(answer),
		);
	},
};

/** The lists of an account aren't paged. */
export const lists: Assumption[] = [
	listOf('flows', 'nodes/shared/api/endpoints/experiences.ts'),
	listOf('segments', 'nodes/shared/api/endpoints/segments.ts'),
	jobs,
	...EXPERIENCE_TYPES.map(({ path }) => listOf(path, 'nodes/shared/fields/experienceTypes.ts')),
];
