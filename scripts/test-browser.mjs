import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { loadTypeScript } from './setup/loadTypeScript.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { runJest } from './setup/runJest.mjs';
import { runMain } from './setup/runMain.mjs';

// npm run test:browser [-- what jest takes]
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	await ensureBuild();
	const { installHost } = await loadTypeScript(
		new URL('local-n8n/installHost.cts', import.meta.url),
	);
	await installHost();
	await runJest(['--config', 'jest.browser.config.js', '--runInBand']);
});
