import { ANALYTICS_EXPORT_RERUN_ADVICE, getAnalyticsJob } from '../shared/api/endpoints/analytics';
import type { ExportKind } from '../shared/exports/runExports';

/** The jobs of analytics are a system of their own, which has no list. */
export const ANALYTICS_EXPORTS: ExportKind = {
	jobApi: {
		poll: getAnalyticsJob,
		timeoutAdvice:
			'No other node can pick up an analytics job, so wait for it here, or ask for less: a shorter time, more conditions.',
	},
	rerunAdvice: ANALYTICS_EXPORT_RERUN_ADVICE,
	noJob: 'Appcues keeps no list of analytics exports, so that this one cannot be found again.',
	noFile: "Choose 'Job' in 'Output' to see what the job says.",
};
