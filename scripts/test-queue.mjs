import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { loadTypeScript } from './setup/loadTypeScript.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { runJest } from './setup/runJest.mjs';
import { runMain } from './setup/runMain.mjs';

const load = async (path) => await loadTypeScript(new URL(path, import.meta.url));

// npm run test:queue [-- what jest takes]; with UPDATE_DOCS=1 it writes its figures into docs/scaling.md
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	const { requireServices } = await load('../test/queue/services/requireServices.cts');
	await requireServices();
	await ensureBuild();
	const { installHost } = await load('local-n8n/installHost.cts');
	await installHost();
	await runJest(['--config', 'jest.queue.config.js', '--runInBand']);
});
