import { isObject } from '../../../nodes/shared/util/isObject';
import { isRuleSet } from '../../../nodes/shared/api/endpoints/ingestionRules';
import { path } from '../../../nodes/shared/api/path';
import { type Answer, describeAnswer } from '../answer.cjs';
import { type Assumption, verdict } from '../assumption.cjs';
import { type Observation, once } from '../observation.cjs';
import { objectsIn } from '../observations/lists.cjs';

const sdkKeys: Observation<Answer> = once(async ({ api }) => await api.get(path`/sdk_keys`));

/** Rules and keys of the account. Read only, and only the field names of keys are shown. */
export const account: Assumption[] = [
	{
		id: 'ingestion-rules',
		title: 'GET /ingestion_filtering_rules returns the rules',
		expected: '200, an array of objects, or {rules: such an array}',
		grade: '?',
		copes: 'the node reads both',
		file: 'nodes/shared/api/endpoints/ingestionRules.ts',
		check: async ({ api }) => {
			const answer = await api.get(path`/ingestion_filtering_rules`);
			return verdict(answer.status === 200 && isRuleSet(answer.body), describeAnswer(answer));
		},
	},
	{
		id: 'sdk-keys',
		title: 'GET /sdk_keys lists the SDK keys',
		expected: '200, a bare array of objects',
		grade: 'C',
		file: 'nodes/shared/api/endpoints/sdkKeys.ts',
		check: async (context) => {
			const answer = await sdkKeys(context);
			const { status, body } = answer;
			return verdict(
				status === 200 && Array.isArray(body) && body.every(isObject),
				describeAnswer(answer),
			);
		},
	},
	{
		id: 'sdk-key-id',
		title: 'An SDK key has an ID that can be used to delete it',
		expected: 'id: a string',
		grade: '?',
		copes: 'without an ID the node stops with an error and never guesses which key to delete',
		file: 'nodes/AppcuesAccount/sdkKeyIdField.ts',
		check: async (context) => {
			const keys = objectsIn(await sdkKeys(context), 'SDK keys');
			const names = [...new Set(keys.flatMap(Object.keys))];
			return verdict(
				keys.every(({ id }) => typeof id === 'string'),
				`{${names.join(', ')}}`,
			);
		},
	},
];
