import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { loadTypeScript } from './setup/loadTypeScript.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { runMain } from './setup/runMain.mjs';

// npm start [-- --once] [--port N] [--fake-port N] [--fresh]
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	await ensureBuild();
	const { main } = await loadTypeScript(new URL('start/main.cts', import.meta.url));
	await main(process.argv.slice(2));
});
