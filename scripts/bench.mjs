import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { loadTypeScript } from './setup/loadTypeScript.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { runMain } from './setup/runMain.mjs';

// npm run bench [-- --only 2] [-- --write]
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	await ensureBuild();
	const { installHost } = await loadTypeScript(
		new URL('local-n8n/installHost.cts', import.meta.url),
	);
	await installHost();
	const { main } = await loadTypeScript(new URL('../bench/main.cts', import.meta.url));
	await main(process.argv.slice(2));
});
