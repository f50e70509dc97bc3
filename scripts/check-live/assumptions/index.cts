import type { Assumption } from '../assumption.cjs';
import { account } from './account.cjs';
import { allAnswers } from './allAnswers.cjs';
import { analytics } from './analytics.cjs';
import { analyticsExports } from './analyticsExports.cjs';
import { credentials } from './credentials.cjs';
import { eventNames } from './eventNames.cjs';
import { events } from './events.cjs';
import { exportFiles } from './exportFiles.cjs';
import { exportRequests } from './exportRequests.cjs';
import { eventsExport } from './exports.cjs';
import { groups } from './groups.cjs';
import { imports } from './imports.cjs';
import { jobs } from './jobs.cjs';
import { lists } from './lists.cjs';
import { npsAnalytics } from './npsAnalytics.cjs';
import { objects } from './objects.cjs';
import { removals } from './removals.cjs';
import { requests } from './requests.cjs';
import { screenshots } from './screenshots.cjs';
import { segments } from './segments.cjs';
import { surveyAnswers } from './surveyAnswers.cjs';
import { unknown } from './unknown.cjs';
import { userEvents } from './userEvents.cjs';
import { users } from './users.cjs';

/**
 * All assumptions, in the order they are checked: what only reads, what writes, what removes what was written,
 * and what holds for all responses.
 */
export const ASSUMPTIONS: readonly Assumption[] = [
	...credentials,
	...lists,
	...objects,
	...unknown,
	...requests,
	...screenshots,
	...account,
	...analytics,
	...npsAnalytics,
	...analyticsExports,
	...jobs,
	...eventsExport,
	...exportFiles,
	...exportRequests,
	...eventNames,
	...surveyAnswers,
	...userEvents,
	...users,
	...segments,
	...imports,
	...groups,
	...events,
	...removals,
	...allAnswers,
];
