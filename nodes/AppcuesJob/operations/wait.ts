import { wholeBatch } from '../../shared/operation/operation';
import { optionsField } from '../../shared/fields/options';
import { timeoutOptions, readTimeout } from '../../shared/fields/wait';
import { jobIdField, readJobId } from '../jobIdField';
import { waitTogether } from '../waitTogether';

export const wait = wholeBatch({
	value: 'wait',
	name: 'Wait',
	action: 'Wait for a job',
	description:
		'Wait until Appcues has finished a job that another node started. The jobs of all input items are waited for together, each once; an ID that Appcues does not know is looked for during half a minute, as a new job may take a moment to appear.',
	fields: [jobIdField, optionsField(timeoutOptions)],
	settings: readTimeout,
	read: readJobId,
	run: waitTogether,
});
