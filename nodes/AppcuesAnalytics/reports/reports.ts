import { checklistProgress } from './checklistProgress';
import { experienceErrors } from './experienceErrors';
import { flowPerformance } from './flowPerformance';
import { flowSteps } from './flowSteps';
import { npsScore } from './npsScore';
import type { Report } from './report';
import { topEvents } from './topEvents';

/** All reports, in the order of the dropdown. */
export const REPORTS: readonly Report[] = [
	checklistProgress,
	experienceErrors,
	flowPerformance,
	flowSteps,
	npsScore,
	topEvents,
];
