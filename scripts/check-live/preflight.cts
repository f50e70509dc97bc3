import { path } from '../../nodes/shared/api/path';
import { NotChecked } from './assumption.cjs';
import type { Api } from './api.cjs';
import { UnusableInput } from './unusableInput.cjs';

/**
 * Makes sure that the account can be read. Otherwise everything would seem to differ.
 *
 * @throws {UnusableInput} with what to check
 */
export async function preflight(api: Api): Promise<void> {
	const statuses = [];
	// Uses more than one route, because the check itself reports when a single route has changed.
	for (const at of [path`/tags`, path`/segments`]) {
		statuses.push((await api.get(at).catch(unreachable)).status);
	}
	if (statuses.every((status) => status === 401)) {
		throw new UnusableInput(
			'Appcues does not accept these keys (401). Check APPCUES_API_KEY, APPCUES_API_SECRET and APPCUES_REGION. Keys of one region do not work in the other',
		);
	}
	if (statuses.every((status) => status === 404)) {
		throw new UnusableInput(
			'There is no such account (404). Check APPCUES_ACCOUNT_ID and the region or base URL',
		);
	}
}

function unreachable(error: unknown): never {
	if (error instanceof NotChecked) throw new UnusableInput(error.message);
	throw error;
}
