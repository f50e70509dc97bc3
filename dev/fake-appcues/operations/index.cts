import { analyticsOperations } from './analytics.cjs';
import { endUserOperations } from './endUsers.cjs';
import { experienceOperations } from './experiences.cjs';
import { exportOperations } from './exports.cjs';
import { flowOperations } from './flows.cjs';
import { groupOperations } from './groups.cjs';
import { importOperations } from './imports.cjs';
import { ingestionRuleOperations } from './ingestionRules.cjs';
import { jobOperations } from './jobs.cjs';
import type { Operation } from './operation.cjs';
import { screenshotOperations } from './screenshots.cjs';
import { sdkKeyOperations } from './sdkKeys.cjs';
import { segmentOperations } from './segments.cjs';
import { tagOperations } from './tags.cjs';

/** Every operation that the fake supports, by its operationId in the contract. */
export const operations: Readonly<Record<string, Operation>> = {
	...flowOperations,
	...endUserOperations,
	...groupOperations,
	...importOperations,
	...exportOperations,
	...segmentOperations,
	...tagOperations,
	...jobOperations,
	...experienceOperations,
	...screenshotOperations,
	...analyticsOperations,
	...ingestionRuleOperations,
	...sdkKeyOperations,
};
