import { ensureBuild } from '../dev/setup/ensureBuild.mjs';
import { ensureDependencies } from '../dev/setup/ensureDependencies.mjs';
import { loadTypeScript } from '../dev/setup/loadTypeScript.mjs';
import { requireNode } from '../dev/setup/requireNode.mjs';
import { runJest } from '../dev/setup/runJest.mjs';
import { runMain } from '../dev/setup/runMain.mjs';

// npm run test:e2e [-- what jest takes]; with APPCUES_E2E_N8N=2.8.4 in that n8n instead of the newest
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	await ensureBuild();
	const local = (file) => loadTypeScript(new URL(`../dev/n8n/${file}`, import.meta.url));
	const { installN8n } = await local('installN8n.cts');
	const { findN8nVersion } = await local('n8nVersion.cts');
	await installN8n(findN8nVersion(process.env.APPCUES_E2E_N8N));
	await runJest(['--config', 'test/e2e/jest.config.js', '--runInBand']);
});
