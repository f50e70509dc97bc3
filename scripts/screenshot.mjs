import { ensureDependencies } from '../dev/setup/ensureDependencies.mjs';
import { loadTypeScript } from '../dev/setup/loadTypeScript.mjs';
import { requireNode } from '../dev/setup/requireNode.mjs';
import { runMain } from '../dev/setup/runMain.mjs';

// node scripts/screenshot.mjs [--url …]; see screenshot/main.cts
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	const { main } = await loadTypeScript(new URL('screenshot/main.cts', import.meta.url));
	await main();
});
