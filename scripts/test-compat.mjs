import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { loadTypeScript } from './setup/loadTypeScript.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { runJest } from './setup/runJest.mjs';
import { runMain } from './setup/runMain.mjs';

// npm run test:compat [-- what jest takes]
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	await ensureBuild();
	const local = (file) => loadTypeScript(new URL(`local-n8n/${file}`, import.meta.url));
	const { FOR_NODE_20 } = await local('host.cts');
	const { installHost } = await local('installHost.cts');
	await installHost(FOR_NODE_20);
	process.env.APPCUES_E2E_N8N = FOR_NODE_20.version; // for test/e2e/realN8n.cts
	await runJest(['--config', 'jest.compat.config.js', '--runInBand']);
});
