import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { loadTypeScript } from './setup/loadTypeScript.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { runJest } from './setup/runJest.mjs';
import { runMain } from './setup/runMain.mjs';

// npm run test:e2e [-- what jest takes]; with APPCUES_E2E_N8N=2.8.4 in that n8n instead of the newest
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	await ensureBuild();
	const local = (file) => loadTypeScript(new URL(`local-n8n/${file}`, import.meta.url));
	const { installHost } = await local('installHost.cts');
	const { hostOf } = await local('host.cts');
	await installHost(hostOf(process.env.APPCUES_E2E_N8N));
	await runJest(['--config', 'jest.e2e.config.js', '--runInBand']);
});
