import type { Api } from './api.cjs';
import type { Names } from './names.cjs';
import type { Trash } from './trash.cjs';

/** How patiently jobs are waited for. */
export interface Patience {
	jobTimeoutMs: number;
	pollIntervalMs: number;
}

/** What the looks of one run share. */
export interface Context {
	api: Api;
	patience: Patience;
	names: Names;
	trash: Trash;
}
