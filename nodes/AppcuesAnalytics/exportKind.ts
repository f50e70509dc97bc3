import { ANALYTICS_EXPORT_AGAIN, getAnalyticsJob } from '../shared/api/endpoints/analytics';
import type { ExportKind } from '../shared/exports/runExports';

/** Analytics has its own jobs, and can't list them. */
export const ANALYTICS_EXPORTS: ExportKind = {
	system: {
		look: getAnalyticsJob,
		later:
			'No other node can wait for an analytics job. Increase the timeout, choose a shorter time range, or add conditions.',
	},
	again: ANALYTICS_EXPORT_AGAIN,
	noJob: "Appcues can't list analytics exports, so this one can't be found.",
	noFile: "Choose 'Job' in 'Output' to see the job's log.",
};
