import type { INode, INodeExecutionData } from 'n8n-workflow';

import { AppcuesError } from '../api/appcuesError';
import { JobError } from '../jobs/jobError';
import { describe, toNodeError } from './nodeErrors';

/**
 * What comes out for an input item that did not go well.
 *
 * Before n8n 2.34 `details` would bring it to the success output: only `error` and `message` may be there, or an
 * `error` beside `json`. That one, in turn, makes every n8n put a bare message in the place of `json`, unless it is gone
 * by then: n8n copies the item for the error output, and what is not enumerable is not copied.
 *
 * @param item its number, from 0
 * @param failures all that went wrong for it, in parts that it has a share in; at least one
 */
export function failedItem(node: INode, item: number, failures: Error[]): INodeExecutionData {
	const failed = { json: errorJson(failures), pairedItem: { item } };
	if (node.onError !== 'continueErrorOutput') return failed;
	const error = toNodeError(node, failures[0], item);
	return Object.defineProperty(failed, 'error', { value: error, enumerable: false });
}

/** n8n takes an item for a failed one when it has no other keys than `error`, `message` and `details`. */
function errorJson(failures: Error[]) {
	const [thrown] = failures;
	const facts = thrown instanceof AppcuesError ? thrown.facts : undefined;
	const details = {
		...(describe(thrown) !== undefined && { description: describe(thrown) }),
		...(facts && { request: `${facts.method} ${facts.path}` }),
		...(facts?.status !== undefined && { httpStatus: facts.status }),
		...(thrown instanceof JobError && { jobIds: thrown.jobIds, status: thrown.status }),
	};
	return {
		error: [...new Set(failures.map(({ message }) => message))].join('; '),
		...(Object.keys(details).length > 0 && { details }),
	};
}
