import type { INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { AppcuesError } from '../api/appcuesError';
import { JobError } from '../jobs/errors';
import { InvalidInput } from '../util/invalidInput';

/**
 * Turns what this package throws into what n8n shows: a NodeApiError for what Appcues answered, a
 * NodeOperationError for the rest.
 *
 * @param item the input item it happened to, from 0; undefined when it concerns all
 */
export function toNodeError(
	node: INode,
	thrown: unknown,
	item?: number,
): NodeApiError | NodeOperationError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) return thrown;
	if (thrown instanceof AppcuesError) return apiError(node, thrown, item);
	const message = thrown instanceof Error ? thrown.message : String(thrown);
	const error = new NodeOperationError(node, message, {
		message,
		description: describe(thrown),
		itemIndex: item,
	});
	return worded(error, message);
}

function apiError(node: INode, { message, description, info }: AppcuesError, item?: number) {
	const httpCode = info.status === undefined ? undefined : String(info.status);
	const { method, path } = info;
	const error = new NodeApiError(
		node,
		{ message, method, path, ...(httpCode !== undefined && { httpCode }) },
		{ message, description, httpCode, itemIndex: item },
	);
	return worded(error, message);
}

/**
 * n8n replaces a message that holds one of its code words (ECONNREFUSED, EPERM, …) by its own, even where it is
 * part of a user's text. Ours are written for the user already.
 */
function worded<T extends Error>(error: T, message: string): T {
	error.message = message;
	return error;
}

/** What stands below the message, as far as it is known. */
function describe(thrown: unknown): string | undefined {
	if (thrown instanceof InvalidInput) return thrown.remedy;
	if (thrown instanceof AppcuesError || thrown instanceof JobError) return thrown.description;
	return undefined;
}

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
	const info = thrown instanceof AppcuesError ? thrown.info : undefined;
	const details = {
		...(describe(thrown) !== undefined && { description: describe(thrown) }),
		...(info && { request: `${info.method} ${info.path}` }),
		...(info?.status !== undefined && { httpStatus: info.status }),
		...(thrown instanceof JobError && { jobIds: thrown.jobIds, status: thrown.status }),
	};
	return {
		error: [...new Set(failures.map(({ message }) => message))].join('; '),
		...(Object.keys(details).length > 0 && { details }),
	};
}
