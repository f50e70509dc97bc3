import type { INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { AppcuesError } from '../api/appcuesError';
import { JobError } from '../jobs/errors';
import { messageOf } from '../util/asError';
import { InvalidInput } from '../util/invalidInput';

/**
 * Converts an error to one that n8n shows: a NodeApiError for responses of Appcues, else a NodeOperationError.
 *
 * @param item the index of the input item; undefined if it concerns all
 */
export function toNodeError(
	node: INode,
	thrown: unknown,
	item?: number,
): NodeApiError | NodeOperationError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) return thrown;
	if (thrown instanceof AppcuesError) return apiError(node, thrown, item);
	const message = messageOf(thrown);
	const error = new NodeOperationError(node, message, {
		message,
		description: describe(thrown),
		itemIndex: item,
	});
	return withMessage(error, message);
}

function apiError(node: INode, { message, description, info }: AppcuesError, item?: number) {
	const httpCode = info.status === undefined ? undefined : String(info.status);
	const { method, path } = info;
	const error = new NodeApiError(
		node,
		{ message, method, path, ...(httpCode !== undefined && { httpCode }) },
		{ message, description, httpCode, itemIndex: item },
	);
	return withMessage(error, message);
}

/**
 * Restores the message of an error. n8n replaces messages that contain one of its code words (ECONNREFUSED, EPERM, …),
 * even inside a user's text.
 */
function withMessage<T extends Error>(error: T, message: string): T {
	error.message = message;
	return error;
}

/** Returns the text below the message, if there is one. */
function describe(thrown: unknown): string | undefined {
	if (thrown instanceof InvalidInput) return thrown.remedy;
	if (thrown instanceof AppcuesError || thrown instanceof JobError) return thrown.description;
	return undefined;
}

/**
 * Returns the output item for a failed input item.
 *
 * Before n8n 2.34, an item with `details` would go to the success output: it may only have `error` and `message`, or an
 * `error` next to `json`. But with that `error`, n8n replaces `json` with the message. So `error` isn't enumerable here:
 * n8n copies the item for the error output and doesn't copy such properties.
 *
 * @param item its index
 * @param failures all failures of the parts that contain the item; at least one
 */
export function failedItem(node: INode, item: number, failures: Error[]): INodeExecutionData {
	const failed = { json: errorJson(failures), pairedItem: { item } };
	if (node.onError !== 'continueErrorOutput') return failed;
	const error = toNodeError(node, failures[0], item);
	return Object.defineProperty(failed, 'error', { value: error, enumerable: false });
}

/** n8n recognizes a failed item by its keys: only `error`, `message` and `details`. */
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
