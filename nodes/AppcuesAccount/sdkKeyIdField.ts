import type { AppcuesClient } from '../shared/api/client';
import { listSdkKeys } from '../shared/api/endpoints/sdkKeys';
import type { SdkKeyId } from '../shared/api/endpoints/types';
import type { Locator } from '../shared/fields/locator';
import { listSearch, locatedId, locatorField } from '../shared/fields/locator';
import type { ItemReader } from '../shared/operation/itemReader';
import { InvalidInput } from '../shared/util/invalidInput';

/** Studio doesn't show a URL for a key. */
const locator: Locator = {
	name: 'sdkKeyId',
	label: 'SDK Key',
	noun: 'SDK key',
	searchMethod: 'searchSdkKeys',
	idPlaceholder: 'e.g. 8c2f7a15-4d90-4e6b-a3c8-5f1e0b9d7264',
};

export const sdkKeyIdField = locatorField(locator);

/** @throws {InvalidInput} for an invalid ID */
export const readSdkKeyId = (item: ItemReader): SdkKeyId => locatedId(item, locator);

export const searchSdkKeys = listSearch(choices);

/**
 * Returns the names and IDs of the keys, and nothing else: a key also contains its secret.
 *
 * @throws {InvalidInput} if no key has an ID, so that the list isn't empty for a reason that nobody sees
 */
async function choices(appcues: AppcuesClient): Promise<Array<{ id: string; name?: string }>> {
	const keys = await listSdkKeys(appcues);
	const known = keys.flatMap(({ id, name }) => {
		if (typeof id !== 'string' && typeof id !== 'number') return [];
		return { id: String(id), ...(typeof name === 'string' && { name }) };
	});
	if (known.length > 0 || keys.length === 0) return known;
	throw new InvalidInput(
		'Appcues returned SDK keys without IDs',
		"Choose 'By ID', and enter the ID of the key.",
	);
}
