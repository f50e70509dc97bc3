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
	description: 'The ID of the job: the "jobId" that the node which started the job returned',
};

/** @throws {InvalidInput} for an invalid ID */
export function readJobId(item: ItemReader): JobId {
	const id = readId(item.value('jobId', ''), LABEL);
	if (id !== '') return checkedId(id, `'${LABEL}'`);
	throw new InvalidInput(
		`'${LABEL}' is empty`,
		`Fill in '${LABEL}', or check its expression. If Appcues finished immediately, there is no job, and jobId is null: remove these items with a Filter node before this one.`,
	);
}
