import type { Api } from './api.cjs';
import type { Names } from './names.cjs';
import type { CreatedThings } from './createdThings.cjs';

/** How patiently jobs are waited for. */
export interface JobWait {
	jobTimeoutMs: number;
	pollIntervalMs: number;
}

/** What the looks of one run share. */
export interface Context {
	api: Api;
	jobWait: JobWait;
	names: Names;
	created: CreatedThings;
}
