import { retryAfterMs } from '../../../nodes/shared/api/retry';
import { isSuccess, describeAnswer } from '../answer.cjs';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';

/** What holds for every response. Checked last, over all responses. */
export const allAnswers: Assumption[] = [
	{
		id: 'no-redirects',
		title: 'Appcues does not redirect requests',
		expected: 'no response with a status from 300 to 399',
		grade: 'A',
		file: 'nodes/shared/api/send.ts',
		check: async ({ api: { answers } }) => {
			const redirects = answers.filter(({ status }) => status >= 300 && status < 400);
			const seen = redirects.map(({ status, info }) => `${status} of ${info.method} ${info.path}`);
			return verdict(redirects.length === 0, seen[0] ?? `none in ${answers.length} responses`);
		},
	},
	{
		id: 'success-is-json',
		title: 'A success is JSON or empty, except for screenshots',
		expected: 'JSON or an empty body',
		grade: 'A',
		file: 'nodes/shared/api/client.ts',
		check: async ({ api: { answers } }) => {
			const odd = answers.find(
				(answer) =>
					isSuccess(answer) &&
					answer.bytes.length > 0 &&
					!answer.isJson &&
					!answer.info.path.includes('/screenshots/'),
			);
			return verdict(
				!odd,
				odd ? `${odd.info.method} ${odd.info.path}: ${describeAnswer(odd)}` : 'as expected',
			);
		},
	},
	{
		id: 'retry-after',
		title: 'Above the rate limit, Appcues says when to retry',
		expected: '429; if there is a Retry-After, it is in seconds or a date',
		grade: 'A',
		file: 'nodes/shared/api/retry.ts',
		check: async ({ api: { answers } }) => {
			const refused = answers.filter(({ status }) => status === 429);
			if (refused.length === 0)
				throw new NotChecked('the rate limit was not reached, and the check does not provoke it');
			const headers = refused.map((answer) => answer.headers['retry-after']);
			const odd = headers.find(
				(header) => header !== undefined && retryAfterMs(header, Date.now()) === undefined,
			);
			return verdict(odd === undefined, `Retry-After: ${String(odd ?? headers[0] ?? 'missing')}`);
		},
	},
];
