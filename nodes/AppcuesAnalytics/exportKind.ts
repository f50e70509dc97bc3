import { ANALYTICS_EXPORT_AGAIN, getAnalyticsJob } from '../shared/api/endpoints/analytics';
import type { ExportKind } from '../shared/exports/runExports';

/** The jobs of analytics are a system of their own, which has no list. */
export const ANALYTICS_EXPORTS: ExportKind = {
	system: {
		look: getAnalyticsJob,
		later:
			'No other node can pick up an analytics job, so wait for it here, or ask for less: a shorter time, more conditions.',
	},
	again: ANALYTICS_EXPORT_AGAIN,
	noJob: 'Appcues keeps no list of analytics exports, so that this one cannot be found again.',
	noFile: "Choose 'Job' in 'Output' to see what the job says.",
};
