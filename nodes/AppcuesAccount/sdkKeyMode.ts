import type { INodeProperties } from 'n8n-workflow';

import type { SdkKeyId } from '../shared/api/endpoints/types';
import { InvalidInput } from '../shared/util/invalidInput';
import type { ItemReader } from '../shared/operation/itemReader';
import { readSdkKeyId, sdkKeyIdField } from './sdkKeyIdField';

/** What Set Enforcement Mode and Set Secure Data Ingest have in common. */

const LABEL = 'Enabled';

/** @param description of the switch: "Whether …" */
export const modeFields = (description: string): INodeProperties[] => [
	sdkKeyIdField,
	{ displayName: LABEL, name: 'enabled', type: 'boolean', default: true, description },
];

interface ModeInput {
	id: SdkKeyId;
	enabled: boolean;
}

/**
 * Both ways of this switch can lock users out, so that an expression has to say which: nothing is not false.
 *
 * @throws {InvalidInput} for what is neither true nor false
 */
export function readMode(item: ItemReader): ModeInput {
	const id = readSdkKeyId(item);
	const value = item.value('enabled', true);
	const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (text === true || text === 'true') return { id, enabled: true };
	if (text === false || text === 'false') return { id, enabled: false };
	throw new InvalidInput(
		`'${LABEL}' is neither true nor false`,
		`Check the expression in '${LABEL}': it should give true or false.`,
	);
}
