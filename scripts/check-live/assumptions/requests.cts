import { isObject } from '../../../nodes/shared/util/isObject';
import { path } from '../../../nodes/shared/api/path';
import { describeAnswer } from '../answer.cjs';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';
import { lastDays, query } from '../observations/analytics.cjs';
import { once } from '../observation.cjs';

const UNKNOWN_METRIC = 'n8n_live_check_no_such_metric';

/** An invalid query, which changes nothing. */
const refused = once(
	async (context) =>
		await query(context, { metrics: [UNKNOWN_METRIC], conditions: [], ...lastDays(2) }),
);

/** How Appcues refuses a request. */
export const requests: Assumption[] = [
	{
		id: 'unsupported-type',
		title: 'Data of an unsupported Content-Type is refused',
		expected: '415',
		grade: 'A',
		file: 'docs/appcues-openapi.yaml',
		check: async ({ api }) => {
			const content = { type: 'text/plain', data: 'n8n-live-check' };
			const answer = await api.send({ method: 'POST', path: path`/analytics/query`, content });
			return verdict(answer.status === 415, describeAnswer(answer));
		},
	},
	{
		id: 'bad-request',
		title: 'An invalid query is refused',
		expected: '400',
		grade: 'A',
		file: 'nodes/shared/api/errorMessages.ts',
		check: async (context) => {
			const answer = await refused(context);
			return verdict(answer.status === 400, describeAnswer(answer));
		},
	},
	{
		id: 'bad-request-detail',
		title: 'A refusal names its cause',
		expected: 'detail names the field or its value',
		grade: 'A',
		file: 'nodes/shared/api/errorMessages.ts',
		check: async (context) => {
			const answer = await refused(context);
			if (answer.status < 400)
				throw new NotChecked(`it was not refused: ${describeAnswer(answer)}`);
			const detail = isObject(answer.body) ? String(answer.body.detail ?? '') : '';
			const names = detail.includes(UNKNOWN_METRIC) || detail.includes('metrics');
			return verdict(names, names ? 'it does' : describeAnswer(answer));
		},
	},
];
