import type { IDataObject } from 'n8n-workflow';

import { AppcuesError, withNote } from '../../shared/api/appcuesError';
import type { AppcuesClient } from '../../shared/api/client';
import { Cancelled } from '../../shared/api/clock';
import type { RuleSet } from '../../shared/api/endpoints/ingestionRules';
import {
	getIngestionRules,
	replaceIngestionRules,
	rulesOf,
} from '../../shared/api/endpoints/ingestionRules';
import { perItem } from '../../shared/operation/operation';
import { readRules, rulesFields } from '../readRules';

export const replaceRules = perItem({
	value: 'replaceIngestionRules',
	name: 'Replace Ingestion Rules',
	action: 'Replace the ingestion rules',
	description:
		'Replace all rules for the data that Appcues accepts or drops. The output contains the new and the old rules.',
	fields: rulesFields,
	read: readRules,
	// An account has one set of rules.
	sequence: () => 'rules',
	run: async (rules, { appcues }) => await replaceAll(appcues, rules),
});

/** Reads the old rules first, so that they can be restored. */
async function replaceAll(appcues: AppcuesClient, rules: RuleSet): Promise<IDataObject> {
	const old = await getIngestionRules(appcues).catch(nothingReplaced);
	const replaced = rulesOf(old);
	const before = `The rules before this run: ${JSON.stringify(replaced)}`;
	const set = await replaceIngestionRules(
		appcues,
		rules,
		"Use 'Get Ingestion Rules' to see the current rules.",
	).catch((thrown: unknown) => {
		if (thrown instanceof Cancelled) {
			throw new Cancelled(`The ingestion rules may have been replaced already. ${before}`);
		}
		throw thrown instanceof AppcuesError ? withNote(thrown, before) : thrown;
	});
	return { rules: rulesOf(set), replaced };
}

function nothingReplaced(thrown: unknown): never {
	throw thrown instanceof AppcuesError
		? withNote(
				thrown,
				'Nothing was replaced: the node reads the old rules first, and Appcues did not return them.',
			)
		: thrown;
}
