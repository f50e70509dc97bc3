import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { loadTypeScript } from './setup/loadTypeScript.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { runMain } from './setup/runMain.mjs';

// node scripts/screenshot.mjs [--url …]; see screenshot/main.cts
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	const { main } = await loadTypeScript(new URL('screenshot/main.cts', import.meta.url));
	await main();
});
