import { EXPORT_RERUN_ADVICE } from '../shared/api/endpoints/exports';
import type { ExportKind } from '../shared/exports/runExports';
import { jobsApi } from '../shared/jobs/jobApi';

/** Exports whose file Appcues can also send by email. */
export const EXPORTS: ExportKind = {
	jobApi: jobsApi,
	rerunAdvice: EXPORT_RERUN_ADVICE,
	noJob: "If you entered an 'Email', Appcues may send the file there.",
	noFile:
		"Choose 'Job' in 'Output' to see the job's log. If you entered an 'Email', Appcues may have sent the file there only.",
};
