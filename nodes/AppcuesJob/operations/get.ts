import { jobOutput } from '../../shared/jobs/output';
import { perItem } from '../../shared/operation/operation';
import { optionsField } from '../../shared/fields/options';
import {
	includeDownloadUrlOption,
	readIncludeDownloadUrl,
} from '../../shared/exports/outputFields';
import { findJob } from '../findJob';
import { jobIdField, readJobId } from '../jobIdField';

export const get = perItem({
	value: 'get',
	name: 'Get Job',
	action: 'Get a job',
	description: 'Retrieve a job: its current status and its log',
	fields: [jobIdField, optionsField([includeDownloadUrlOption])],
	read: (item) => ({
		id: readJobId(item),
		includeDownloadUrl: readIncludeDownloadUrl(item),
	}),
	run: async ({ id, includeDownloadUrl }, { appcues }) => {
		const job = await findJob(appcues, id);
		return jobOutput({ jobId: id, job }, { includeDownloadUrl });
	},
});
