import { ensureBuild } from '../dev/setup/ensureBuild.mjs';
import { ensureDependencies } from '../dev/setup/ensureDependencies.mjs';
import { loadTypeScript } from '../dev/setup/loadTypeScript.mjs';
import { requireNode } from '../dev/setup/requireNode.mjs';
import { runJest } from '../dev/setup/runJest.mjs';
import { runMain } from '../dev/setup/runMain.mjs';

// npm run test:browser [-- what jest takes]
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	await ensureBuild();
	const { installN8n } = await loadTypeScript(
		new URL('../dev/n8n/installN8n.cts', import.meta.url),
	);
	await installN8n();
	await runJest(['--config', 'test/browser/jest.config.js', '--runInBand']);
});
