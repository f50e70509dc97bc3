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
		'Replace the whole set of rules of what Appcues takes in: rules that are not in the new set are gone. The old set comes out beside the new one.',
	fields: rulesFields,
	read: readRules,
	// One account has one set.
	sequence: () => 'rules',
	run: async (rules, { appcues }) => await replaceAll(appcues, rules),
});

/** The old rules are read first: nothing is replaced that could not be put back. */
async function replaceAll(appcues: AppcuesClient, rules: RuleSet): Promise<IDataObject> {
	const old = await getIngestionRules(appcues).catch(nothingReplaced);
	const replaced = rulesOf(old);
	const before = `The rules before this run: ${JSON.stringify(replaced)}`;
	const set = await replaceIngestionRules(
		appcues,
		rules,
		'See with Get Ingestion Rules which rules hold now.',
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
				'Nothing was replaced: the old rules, which are read first, could not be had.',
			)
		: thrown;
}
