import { ensureBuild } from '../dev/setup/ensureBuild.mjs';
import { ensureDependencies } from '../dev/setup/ensureDependencies.mjs';
import { requireNode } from '../dev/setup/requireNode.mjs';
import { runJest } from '../dev/setup/runJest.mjs';
import { runMain } from '../dev/setup/runMain.mjs';

// npm run test:faults [-- what jest takes]; with UPDATE_DOCS=1 it writes docs/reliability.md
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	await ensureBuild();
	await runJest(['--config', 'test/faults/jest.config.js', '--runInBand']);
});
