import type { Api } from './api.cjs';
import type { Names } from './names.cjs';
import type { CreatedThings } from './createdThings.cjs';

/** How long to wait for jobs. */
export interface JobWait {
	jobTimeoutMs: number;
	pollIntervalMs: number;
}

/** What the checks of one run share. */
export interface Context {
	api: Api;
	jobWait: JobWait;
	names: Names;
	created: CreatedThings;
}
