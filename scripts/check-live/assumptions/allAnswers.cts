import { retryAfterMs } from '../../../nodes/shared/api/retry';
import { isSuccess, describeAnswer } from '../answer.cjs';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';

/** What holds for every answer: looked at last, over all that came. */
export const allAnswers: Assumption[] = [
	{
		id: 'no-redirects',
		title: 'Appcues sends no request on to another address',
		expected: 'no answer with a status from 300 to 399',
		grade: 'A',
		file: 'nodes/shared/api/send.ts',
		check: async ({ api: { answers } }) => {
			const redirects = answers.filter(({ status }) => status >= 300 && status < 400);
			const seen = redirects.map(
				({ status, facts }) => `${status} of ${facts.method} ${facts.path}`,
			);
			return verdict(redirects.length === 0, seen[0] ?? `none in ${answers.length} answers`);
		},
	},
	{
		id: 'success-is-json',
		title: 'A success is JSON or empty, but for screenshots',
		expected: 'JSON or an empty body',
		grade: 'A',
		file: 'nodes/shared/api/client.ts',
		check: async ({ api: { answers } }) => {
			const odd = answers.find(
				(answer) =>
					isSuccess(answer) &&
					answer.bytes.length > 0 &&
					!answer.isJson &&
					!answer.facts.path.includes('/screenshots/'),
			);
			return verdict(
				!odd,
				odd ? `${odd.facts.method} ${odd.facts.path}: ${describeAnswer(odd)}` : 'so it is',
			);
		},
	},
	{
		id: 'retry-after',
		title: 'Beyond the rate limit Appcues says when to come back',
		expected: '429; Retry-After, where it is there, in seconds or as a date',
		grade: 'A',
		file: 'nodes/shared/api/retry.ts',
		check: async ({ api: { answers } }) => {
			const refused = answers.filter(({ status }) => status === 429);
			if (refused.length === 0)
				throw new NotChecked('the rate limit was not met, and is not provoked');
			const headers = refused.map((answer) => answer.headers['retry-after']);
			const odd = headers.find(
				(header) => header !== undefined && retryAfterMs(header, Date.now()) === undefined,
			);
			return verdict(odd === undefined, `Retry-After: ${String(odd ?? headers[0] ?? 'not there')}`);
		},
	},
];
