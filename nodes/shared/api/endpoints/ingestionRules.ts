import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../util/isObject';
import { expectBody, listIn } from '../responses';
import type { AppcuesClient } from '../client';
import { path } from '../path';

/** The ingestion filtering rules (docs/appcues-openapi.yaml, tag Account). The fields of a rule aren't documented. */

/** A set of rules. Appcues doesn't document which of the two forms it uses. */
export type RuleSet = IDataObject[] | (IDataObject & { rules: IDataObject[] });

/** Returns whether a value is an array of objects, or an object with such an array in `rules`. */
export const isRuleSet = (value: unknown): value is RuleSet =>
	isRuleList(value) || (isObject(value) && isRuleList(value.rules));

const isRuleList = (value: unknown): value is IDataObject[] =>
	Array.isArray(value) && value.every(isObject);

/** Returns the rules of a set. */
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
 * POST /ingestion_filtering_rules: replaces the whole set. A second request changes nothing.
 *
 * @param howToCheck what to do if nobody knows whether Appcues processed it
 * @returns the new set; the set that was sent if Appcues returns none
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
