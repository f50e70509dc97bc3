import { getIngestionRules as requestRules } from '../../shared/api/endpoints/ingestionRules';
import { perItem } from '../../shared/operation/operation';

export const getIngestionRules = perItem({
	value: 'getIngestionRules',
	name: 'Get Ingestion Rules',
	action: 'Get the ingestion rules',
	description: 'Retrieve the rules for the data that Appcues accepts or drops, as one item',
	fields: [],
	read: () => undefined,
	run: async (_input, { appcues }) => {
		const set = await requestRules(appcues);
		return Array.isArray(set) ? { rules: set } : { ...set };
	},
});
