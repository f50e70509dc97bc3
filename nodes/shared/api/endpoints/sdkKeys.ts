import { isObject } from '../../util/isObject';
import { expectBody, expectList } from '../responses';
import type { AppcuesClient } from '../client';
import { path } from '../path';
import type { SdkKey, SdkKeyFields, SdkKeyId } from './types';

/**
 * The SDK keys (docs/appcues-openapi.yaml, tag Account), with which an app signs user IDs. Their fields aren't documented.
 * A response may contain the secret, so messages never quote it.
 */

const isSdkKey = (value: unknown): value is SdkKey => isObject(value);

const named = (id: SdkKeyId) => ({ subject: `SDK key with the ID "${id}"` });

/** GET /sdk_keys: returns all of them. An account has up to 5. */
export async function listSdkKeys(appcues: AppcuesClient): Promise<SdkKey[]> {
	const context = { secret: true };
	const response = await appcues.request({
		method: 'GET',
		path: path`/sdk_keys`,
		idempotent: true,
		...context,
	});
	return expectList(response, isSdkKey, 'SDK keys', context);
}

/**
 * POST /sdk_keys. A second request would create another key.
 *
 * @returns undefined if Appcues created the key without returning it
 */
export async function createSdkKey(
	appcues: AppcuesClient,
	fields: SdkKeyFields,
): Promise<SdkKey | undefined> {
	const context = {
		secret: true,
		howToCheck: `Before you run the node again, check with Get Many SDK Keys whether the key "${fields.name}" exists.`,
	};
	const response = await appcues.request({
		method: 'POST',
		path: path`/sdk_keys`,
		json: fields,
		idempotent: false,
		...context,
	});
	return response.body === undefined
		? undefined
		: expectBody(response, isSdkKey, 'an SDK key', context);
}

/** DELETE /sdk_keys/{id}. A 404 on a retry means that the first request deleted it. */
export async function deleteSdkKey(appcues: AppcuesClient, id: SdkKeyId): Promise<void> {
	await appcues.request({
		method: 'DELETE',
		path: path`/sdk_keys/${id}`,
		idempotent: true,
		notFoundMeansDeleted: true,
		secret: true,
		...named(id),
	});
}

/** The settings of an SDK key. */
type SdkKeyMode = 'enforcement_mode' | 'secure_data_ingest';

/** POST /sdk_keys/{id}/{mode}/enable or /disable, without a body. A second request changes nothing. */
export async function setSdkKeyMode(
	appcues: AppcuesClient,
	id: SdkKeyId,
	mode: SdkKeyMode,
	enabled: boolean,
): Promise<void> {
	await appcues.request({
		method: 'POST',
		path: path`/sdk_keys/${id}/${mode}/${enabled ? 'enable' : 'disable'}`,
		idempotent: true,
		secret: true,
		...named(id),
	});
}
