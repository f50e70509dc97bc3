import type { INodeProperties } from 'n8n-workflow';

import { checkedId } from '../shared/api/path';
import type { JobId } from '../shared/api/endpoints/types';
import { InvalidInput } from '../shared/util/invalidInput';
import { readId } from '../shared/fields/id';
import type { ItemReader } from '../shared/operation/itemReader';

const LABEL = 'Job ID';

export const jobIdField: INodeProperties = {
	displayName: LABEL,
	name: 'jobId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.jobId }}',
	description: 'The ID of the job, as the node that started it put it out in jobId',
};

/** @throws {InvalidInput} for an ID that cannot be one */
export function readJobId(item: ItemReader): JobId {
	const id = readId(item.value('jobId', ''), LABEL);
	if (id !== '') return checkedId(id, `'${LABEL}'`);
	throw new InvalidInput(
		`'${LABEL}' is empty`,
		`Fill in '${LABEL}', or check its expression. Work that Appcues did at once has no job, and its jobId is null: leave such items out with a Filter node before this one.`,
	);
}
