import { ANALYTICS_EXPORT_RERUN_ADVICE, getAnalyticsJob } from '../shared/api/endpoints/analytics';
import type { ExportKind } from '../shared/exports/runExports';

/** Analytics has its own jobs, and can't list them. */
export const ANALYTICS_EXPORTS: ExportKind = {
	jobApi: {
		poll: getAnalyticsJob,
		timeoutAdvice:
			'No other node can wait for an analytics job. Increase the timeout, choose a shorter time range, or add conditions.',
	},
	rerunAdvice: ANALYTICS_EXPORT_RERUN_ADVICE,
	noJob: "Appcues can't list analytics exports, so this one can't be found.",
	noFile: "Choose 'Job' in 'Output' to see the job's log.",
};
