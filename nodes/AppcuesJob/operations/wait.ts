import { wholeBatch } from '../../shared/operation/operation';
import { optionsField } from '../../shared/fields/options';
import { timeoutOptions, readTimeout } from '../../shared/fields/wait';
import { jobIdField, readJobId } from '../jobIdField';
import { waitTogether } from '../waitTogether';

export const wait = wholeBatch({
	value: 'wait',
	name: 'Wait for Jobs',
	action: 'Wait for jobs',
	description:
		'Wait until Appcues has finished jobs that other nodes started. Waits for the jobs of all input items together.',
	fields: [jobIdField, optionsField(timeoutOptions)],
	settings: readTimeout,
	read: readJobId,
	run: waitTogether,
});
