import { isObject } from '../../util/isObject';
import { expectBody, expectList } from '../responses';
import type { AppcuesClient } from '../client';
import { path } from '../path';
import type { SdkKey, SdkKeyFields, SdkKeyId } from './types';

/**
 * The SDK keys (docs/appcues-openapi.yaml, tag Account): an app signs user IDs with them. Which fields they have is
 * not documented; an answer may hold the secret, and is never quoted in a message.
 */

const isSdkKey = (value: unknown): value is SdkKey => isObject(value);

const named = (id: SdkKeyId) => ({ subject: `SDK key with the ID "${id}"` });

/** GET /sdk_keys: all of them; an account has 5 at most. */
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
 * POST /sdk_keys. A repeat would make a second key, so it is sent again only when provably not taken.
 *
 * @returns undefined when Appcues made the key without showing it
 */
export async function createSdkKey(
	appcues: AppcuesClient,
	fields: SdkKeyFields,
): Promise<SdkKey | undefined> {
	const context = {
		secret: true,
		howToCheck: `See with Get Many SDK Keys whether the key "${fields.name}" exists before you run this again.`,
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

/** DELETE /sdk_keys/{id}. Not found on a repeat means that the first request did it. */
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

/** What an SDK key can be told to do. */
type SdkKeyMode = 'enforcement_mode' | 'secure_data_ingest';

/** POST /sdk_keys/{id}/{mode}/enable or /disable, without a body. It sets a state: a repeat changes nothing. */
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
