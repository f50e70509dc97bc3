import { endUserOperations } from './endUsers.cjs';
import { exportOperations } from './exports.cjs';
import { flowOperations } from './flows.cjs';
import { groupOperations } from './groups.cjs';
import { importOperations } from './imports.cjs';
import { jobOperations } from './jobs.cjs';
import type { Operation } from './operation.cjs';
import { segmentOperations } from './segments.cjs';
import { tagOperations } from './tags.cjs';

/** Every operation the fake can do, by the operationId of the contract. */
export const operations: Readonly<Record<string, Operation>> = {
	...flowOperations,
	...endUserOperations,
	...groupOperations,
	...importOperations,
	...exportOperations,
	...segmentOperations,
	...tagOperations,
	...jobOperations,
};
