import { ensureBuild } from '../dev/setup/ensureBuild.mjs';
import { ensureDependencies } from '../dev/setup/ensureDependencies.mjs';
import { loadTypeScript } from '../dev/setup/loadTypeScript.mjs';
import { requireNode } from '../dev/setup/requireNode.mjs';
import { runJest } from '../dev/setup/runJest.mjs';
import { runMain } from '../dev/setup/runMain.mjs';

// npm run test:compat [-- what jest takes]
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	await ensureBuild();
	const local = (file) => loadTypeScript(new URL(`../dev/n8n/${file}`, import.meta.url));
	const { FOR_NODE_20 } = await local('n8nVersion.cts');
	const { installN8n } = await local('installN8n.cts');
	await installN8n(FOR_NODE_20);
	process.env.APPCUES_E2E_N8N = FOR_NODE_20.version; // for dev/n8n/realN8n.cts
	await runJest(['--config', 'test/compat/jest.config.js', '--runInBand']);
});
