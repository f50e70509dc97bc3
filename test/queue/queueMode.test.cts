import { afterAll, describe } from '@jest/globals';

import { report } from './figures.cjs';
import { withQueueMode } from './queueMode.cjs';
import { files } from './specs/files.cjs';
import { killedWorker } from './specs/killedWorker.cjs';
import { load } from './specs/load.cjs';
import { stoppedWorker } from './specs/stoppedWorker.cjs';
import { trigger } from './specs/trigger.cjs';

describe('n8n in queue mode: a main process, workers, PostgreSQL and Redis', () => {
	const queue = withQueueMode();
	afterAll(report);

	describe('two workers under full load on one Appcues account', () => {
		load(queue, '200050', 50);
		load(queue, '200025', 25);
	});
	describe('files', () => files(queue));
	describe('the trigger', () => trigger(queue));
	describe('a worker that is stopped while it waits for Appcues', () => stoppedWorker(queue));
	describe('workers that are killed while they wait for Appcues', () => killedWorker(queue));
});
