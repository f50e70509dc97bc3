import { EXPORT_RERUN_ADVICE } from '../shared/api/endpoints/exports';
import type { ExportKind } from '../shared/exports/runExports';
import { jobsApi } from '../shared/jobs/jobApi';

/** Exports whose file Appcues may also send by e-mail. */
export const EXPORTS: ExportKind = {
	jobApi: jobsApi,
	rerunAdvice: EXPORT_RERUN_ADVICE,
	noJob: "If 'Email' is filled in, Appcues may send the file there.",
	noFile:
		"Choose 'Job' in 'Output' to see what the job says. If 'Email' is filled in, Appcues may have sent the file there only.",
};
