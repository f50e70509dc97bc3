import { entryOf } from '../../../dev/elements.cjs';
import { path } from '../../../nodes/shared/api/path';
import { describeAnswer } from '../answer.cjs';
import { type Assumption, verdict } from '../assumption.cjs';
import { LISTS } from '../observations/lists.cjs';

/** How Appcues accepts and refuses keys. */
export const credentials: Assumption[] = [
	{
		id: 'tags-check-credentials',
		title: 'GET /tags accepts every valid key: the cheapest check of credentials',
		expected: '200, a bare array',
		grade: 'A',
		file: 'credentials/AppcuesApi.credentials.ts',
		check: async (context) => {
			const answer = await entryOf(LISTS, 'tags')(context);
			return verdict(answer.status === 200 && Array.isArray(answer.body), describeAnswer(answer));
		},
	},
	{
		id: 'wrong-secret',
		title: 'A wrong secret is refused',
		expected: '400, 401 or 403',
		grade: '?',
		copes: 'the credential test and each node treat all three as wrong keys',
		file: 'nodes/shared/api/errorMessages.ts',
		check: async ({ api, names }) => {
			const answer = await api.send({ method: 'GET', path: path`/tags`, secret: names.unknown });
			return verdict([400, 401, 403].includes(answer.status), describeAnswer(answer));
		},
	},
];
