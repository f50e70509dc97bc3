import type { Scene } from '../scene.cjs';
import { account } from './account.cjs';
import { analytics } from './analytics.cjs';
import { endUser } from './endUser.cjs';
import { experience } from './experience.cjs';
import { eventTrigger } from './eventTrigger.cjs';
import { exportEvents } from './export.cjs';
import { flow } from './flow.cjs';
import { group } from './group.cjs';
import { importProfiles } from './import.cjs';
import { job } from './job.cjs';
import { segment } from './segment.cjs';
import { trigger } from './trigger.cjs';

/** The screenshot of each node, by the name of its page: a typical use on the demo account. */
export const NODE_SCENES: Record<string, Scene> = {
	segment,
	flow,
	'end-user': endUser,
	import: importProfiles,
	export: exportEvents,
	experience,
	group,
	job,
	analytics,
	account,
	trigger,
	'event-trigger': eventTrigger,
};
