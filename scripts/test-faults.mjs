import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { runJest } from './setup/runJest.mjs';
import { runMain } from './setup/runMain.mjs';

// npm run test:faults [-- what jest takes]; with UPDATE_DOCS=1 it writes docs/reliability.md
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	await ensureBuild();
	await runJest(['--config', 'jest.faults.config.js', '--runInBand']);
});
