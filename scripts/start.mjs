import { ensureBuild } from '../dev/setup/ensureBuild.mjs';
import { ensureDependencies } from '../dev/setup/ensureDependencies.mjs';
import { loadTypeScript } from '../dev/setup/loadTypeScript.mjs';
import { requireNode } from '../dev/setup/requireNode.mjs';
import { runMain } from '../dev/setup/runMain.mjs';

// npm start [-- --once] [--port N] [--fake-port N] [--fresh]
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	await ensureBuild();
	const { main } = await loadTypeScript(new URL('start/main.cts', import.meta.url));
	await main(process.argv.slice(2));
});
