import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { runJest } from './setup/runJest.mjs';
import { runMain } from './setup/runMain.mjs';

// npm test [-- what jest takes]
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	await ensureBuild();
	await runJest();
});
