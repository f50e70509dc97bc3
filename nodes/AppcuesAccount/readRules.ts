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
			'This replaces all ingestion rules of the account. The output also contains the old rules, so that you can restore them.',
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
			'All new rules: an array of rules as "Get Ingestion Rules" returns them. An empty array removes all rules.',
	},
];

/** @throws {InvalidInput} for anything but rules, since they replace all others */
export function readRules(item: ItemReader): RuleSet {
	const value = item.value('rulesJson', '');
	if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
		throw new InvalidInput(
			`'${LABEL}' is empty`,
			`Fill in '${LABEL}'. To remove all rules, enter an empty array: [].`,
		);
	}
	const parsed = typeof value === 'string' ? jsonValue(value, LABEL) : value;
	if (isRuleSet(parsed)) {
		checkNumbers(parsed, LABEL, item);
		return parsed;
	}
	throw new InvalidInput(
		`'${LABEL}' is not an array of rules`,
		'Enter an array of objects as \'Get Ingestion Rules\' returns them, or an object with this array in "rules". Nothing was replaced.',
	);
}
