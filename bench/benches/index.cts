import { rateLimit } from './1-rateLimit.cjs';
import { addUsers } from './2-addUsers.cjs';
import { importProfiles } from './3-importProfiles.cjs';
import { files } from './4-files.cjs';
import { waiting } from './5-waiting.cjs';
import { load } from './6-load.cjs';
import { size } from './7-size.cjs';
import type { RunBench } from './bench.cjs';

/** By number. */
export const benches: Record<string, RunBench> = {
	1: rateLimit,
	2: addUsers,
	3: importProfiles,
	4: files,
	5: waiting,
	6: load,
	7: size,
};
