import type { EventsExport } from '../../../nodes/shared/api/endpoints/types';
import { OPERATORS, takesList } from '../../../nodes/shared/fields/conditionOperators';

/** How the package works with operators that no source mentions. */
export const UNDOCUMENTED =
	"the operator list says that Appcues doesn't document them; if Appcues refuses one, the message says so";

const ORDER = ['<', '<=', '>', '>='];

/** One condition for each operator that Appcues documents for analytics. */
export const DOCUMENTED_CONDITIONS = conditions((sign) => !ORDER.includes(sign));

/** One condition for each operator that no source mentions. */
export const ORDER_CONDITIONS = conditions((sign) => ORDER.includes(sign));

function conditions(wanted: (sign: string) => boolean): EventsExport['conditions'] {
	return OPERATORS.filter(({ sign }) => wanted(sign)).map(({ sign }) => [
		'name',
		sign,
		takesList(sign) ? ['n8n-live-check'] : 'n8n-live-check',
	]);
}
