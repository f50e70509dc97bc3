import type { IngestionRule } from '../model/account.cjs';
import { type Answer, type Call, type Operation, checkedBody, found } from './operation.cjs';

/** Both shapes are accepted, whichever is shown (?). */
type Rules = IngestionRule[] | { rules: IngestionRule[] };

/** The operations of ingestion filtering rules, by operationId. */
export const ingestionRuleOperations: Record<string, Operation> = {
	getIngestionFilteringRules: shown,

	replaceIngestionFilteringRules: (call) => {
		const body = checkedBody<Rules>(call);
		call.account.ingestionRules = 'rules' in body ? body.rules : body;
		return shown(call);
	},
};

function shown({ account: { ingestionRules: rules }, settings }: Call): Answer {
	return found(settings.rulesShape === 'array' ? rules : { rules });
}
