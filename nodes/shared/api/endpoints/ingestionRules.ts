import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../util/isObject';
import { expectBody, listIn } from '../responses';
import type { AppcuesClient } from '../client';
import { path } from '../path';

/** The ingestion filtering rules (docs/appcues-openapi.yaml, tag Account). What a rule holds is not documented. */

/** A set of rules as Appcues may show it and take it: which of the two is not known. */
export type RuleSet = IDataObject[] | (IDataObject & { rules: IDataObject[] });

/** Whether this is a list of objects, or an object with such a list in `rules`. */
export const isRuleSet = (value: unknown): value is RuleSet =>
	isRuleList(value) || (isObject(value) && isRuleList(value.rules));

const isRuleList = (value: unknown): value is IDataObject[] =>
	Array.isArray(value) && value.every(isObject);

/** The rules of a set. */
export const rulesOf = (set: RuleSet): IDataObject[] => (Array.isArray(set) ? set : set.rules);

/** GET /ingestion_filtering_rules */
export async function getIngestionRules(appcues: AppcuesClient): Promise<RuleSet> {
	const response = await appcues.request({
		method: 'GET',
		path: path`/ingestion_filtering_rules`,
		idempotent: true,
	});
	const { body } = response;
	const set = isRuleSet(body) ? body : listIn(body);
	return expectBody({ ...response, body: set }, isRuleSet, 'a set of rules');
}

/**
 * POST /ingestion_filtering_rules: replaces the whole set. It sets a state, so that a repeat changes nothing.
 *
 * @param howToCheck what to do when nobody knows whether it was done
 * @returns the new set; as it was sent, where Appcues only says that it is done
 */
export async function replaceIngestionRules(
	appcues: AppcuesClient,
	rules: RuleSet,
	howToCheck: string,
): Promise<RuleSet> {
	const { body } = await appcues.request({
		method: 'POST',
		path: path`/ingestion_filtering_rules`,
		json: rules,
		idempotent: true,
		howToCheck,
	});
	return isRuleSet(body) ? body : rules;
}
