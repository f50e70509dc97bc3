import { ensureBuild } from '../dev/setup/ensureBuild.mjs';
import { ensureDependencies } from '../dev/setup/ensureDependencies.mjs';
import { loadTypeScript } from '../dev/setup/loadTypeScript.mjs';
import { requireNode } from '../dev/setup/requireNode.mjs';
import { runJest } from '../dev/setup/runJest.mjs';
import { runMain } from '../dev/setup/runMain.mjs';

const load = async (path) => await loadTypeScript(new URL(path, import.meta.url));

// npm run test:queue [-- what jest takes]; with UPDATE_DOCS=1 it writes its figures into docs/scaling.md
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	const { requireServices } = await load('../test/queue/services/requireServices.cts');
	await requireServices();
	await ensureBuild();
	const { installN8n } = await load('../dev/n8n/installN8n.cts');
	await installN8n();
	await runJest(['--config', 'test/queue/jest.config.js', '--runInBand']);
});
