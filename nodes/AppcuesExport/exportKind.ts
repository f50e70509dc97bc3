import { EXPORT_AGAIN } from '../shared/api/endpoints/exports';
import type { ExportKind } from '../shared/exports/runExports';
import { JOBS } from '../shared/jobs/jobApi';

/** Exports whose file Appcues may also send by e-mail. */
export const EXPORTS: ExportKind = {
	system: JOBS,
	again: EXPORT_AGAIN,
	noJob: "If 'Email' is filled in, Appcues may send the file there.",
	noFile:
		"Choose 'Job' in 'Output' to see what the job says. If 'Email' is filled in, Appcues may have sent the file there only.",
};
