import { jobOutput } from '../../shared/jobs/jobOutput';
import { perItem } from '../../shared/node/operation';
import { optionsField } from '../../shared/node/optionsField';
import { includeDownloadUrlOption, readIncludeDownloadUrl } from '../../shared/node/outputBlock';
import { findJob } from '../findJob';
import { jobIdField, readJobId } from '../jobIdField';

export const get = perItem({
	value: 'get',
	name: 'Get',
	action: 'Get a job',
	description: 'Retrieve one job as it stands now: its status and its progress log',
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
