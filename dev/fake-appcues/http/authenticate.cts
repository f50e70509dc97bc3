import type { RequestHandler } from 'express';
import { operationOf } from './contract.cjs';
import { Problem } from '../model/problem.cjs';
import type { AccountKey } from '../model/seed.cjs';
import type { FakeState } from '../state.cjs';

/**
 * Checks HTTP Basic credentials. Responds 401 (a setting) to wrong ones, and 403 when the permission is
 * missing.
 */
export function authenticate(fake: FakeState): RequestHandler {
	return (request, _response, next) => {
		const { accountId, key } = keyHolder(fake, request.headers.authorization);
		if (key.disabled) throw new Problem(403, 'the API key is disabled');
		if (accountId !== operationOf(request)?.pathParams.account_id) {
			throw new Problem(403, 'the API key belongs to another account');
		}
		if (key.permissions === 'read' && request.method !== 'GET') {
			throw new Problem(403, 'the API key may only read');
		}
		next();
	};
}

function keyHolder(
	fake: FakeState,
	header: string | undefined,
): { accountId: string; key: AccountKey } {
	const encoded = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(header ?? '')?.[1];
	if (encoded === undefined) {
		throw new Problem(fake.badCredentials, 'HTTP Basic with API key and API secret is required');
	}
	const credentials = Buffer.from(encoded, 'base64').toString('utf8');
	for (const account of fake.accounts.values()) {
		const key = account.keys.find(({ key, secret }) => `${key}:${secret}` === credentials);
		if (key) return { accountId: account.id, key };
	}
	throw new Problem(fake.badCredentials, 'the API key is unknown or the API secret is wrong');
}
