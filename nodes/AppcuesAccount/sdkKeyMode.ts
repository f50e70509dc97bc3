import type { INodeProperties } from 'n8n-workflow';

import type { SdkKeyId } from '../shared/api/endpoints/types';
import { InvalidInput } from '../shared/util/invalidInput';
import type { ItemReader } from '../shared/operation/itemReader';
import { readSdkKeyId, sdkKeyIdField } from './sdkKeyIdField';

/** What 'Set SDK Key Enforcement Mode' and 'Set SDK Key Secure Data Ingest' share. */

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
 * Reads the switch. Either way can lock users out, so an empty value doesn't count as false.
 *
 * @throws {InvalidInput} for a value other than true and false
 */
export function readMode(item: ItemReader): ModeInput {
	const id = readSdkKeyId(item);
	const value = item.value('enabled', true);
	const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (text === true || text === 'true') return { id, enabled: true };
	if (text === false || text === 'false') return { id, enabled: false };
	throw new InvalidInput(
		`'${LABEL}' is neither true nor false`,
		`Check the expression in '${LABEL}'. It must return true or false.`,
	);
}
