import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { AppcuesError } from '../api/appcuesError';
import { InvalidInput } from '../invalidInput';
import { JobError } from '../jobs/jobError';

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

function apiError(node: INode, { message, description, facts }: AppcuesError, item?: number) {
	const httpCode = facts.status === undefined ? undefined : String(facts.status);
	const { method, path } = facts;
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
export function describe(thrown: unknown): string | undefined {
	if (thrown instanceof InvalidInput) return thrown.remedy;
	if (thrown instanceof AppcuesError || thrown instanceof JobError) return thrown.description;
	return undefined;
}
