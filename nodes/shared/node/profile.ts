import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../invalidInput';
import type { ReadAttributes } from './attributesBlock';
import { attributesLabel, readAttributes, readNested } from './attributesBlock';
import type { ItemReader } from './itemReader';

/** What profiles of end users and of groups have in common. */

/**
 * Reads what a profile is to be given.
 *
 * @throws {InvalidInput} for nothing, and as {@link readAttributes}
 */
export function readProfileUpdate(item: ItemReader): ReadAttributes {
	const read = readAttributes(item, readNested(item));
	if (Object.keys(read.attributes).length > 0) return read;
	const label = attributesLabel(item);
	throw new InvalidInput(
		`'${label}' holds nothing to send`,
		read.dropped.length > 0
			? `Appcues keeps no objects and lists: ${read.dropped.join(', ')}.`
			: `Add a name and a value in '${label}'.`,
	);
}

/** A profile with the ID that it was asked for, first; one of its own stays. @param key `user_id` */
export function profileOf(key: string, id: string, profile: IDataObject): IDataObject {
	return { [key]: id, ...profile, ...(profile[key] == null && { [key]: id }) };
}
