import type { INodeProperties } from 'n8n-workflow';

import type { RuleSet } from '../shared/api/endpoints/ingestionRules';
import { isRuleSet } from '../shared/api/endpoints/ingestionRules';
import { InvalidInput } from '../shared/util/invalidInput';
import type { ItemReader } from '../shared/operation/itemReader';
import { checkNumbers, jsonValue } from '../shared/fields/json';

const LABEL = 'Rules (JSON)';

export const rulesFields: INodeProperties[] = [
	{
		displayName:
			'This replaces all ingestion rules of the account: a rule that is not in the list below is gone. The rules that were replaced come out with the new ones.',
		name: 'replaceNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: LABEL,
		name: 'rulesJson',
		type: 'json',
		default: '',
		required: true,
		placeholder: 'e.g. [{ "mode": "deny", "kind": "event", "names": ["Mouse moved"] }]',
		description:
			'The whole new set: a JSON list of rules as Get Ingestion Rules shows them, or an object with that list in "rules". An empty list removes all rules.',
	},
];

/** @throws {InvalidInput} for anything that is no set of rules: what is sent replaces everything */
export function readRules(item: ItemReader): RuleSet {
	const value = item.value('rulesJson', '');
	if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
		throw new InvalidInput(
			`'${LABEL}' is empty`,
			`Fill in '${LABEL}'. To remove all rules, enter an empty list: [].`,
		);
	}
	const parsed = typeof value === 'string' ? jsonValue(value, LABEL) : value;
	if (isRuleSet(parsed)) {
		checkNumbers(parsed, LABEL, item);
		return parsed;
	}
	throw new InvalidInput(
		`'${LABEL}' is not a list of rules`,
		'Enter a JSON list of objects, or an object with such a list in "rules", as Get Ingestion Rules shows them. Nothing was replaced.',
	);
}
