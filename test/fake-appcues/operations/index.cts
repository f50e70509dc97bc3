import { jobOperations } from './jobs.cjs';
import type { Operation } from './operation.cjs';
import { segmentOperations } from './segments.cjs';
import { tagOperations } from './tags.cjs';

/** Every operation the fake can do, by the operationId of the contract. */
export const operations: Readonly<Record<string, Operation>> = {
	...segmentOperations,
	...tagOperations,
	...jobOperations,
};
