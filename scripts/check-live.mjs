import { ensureDependencies } from '../dev/setup/ensureDependencies.mjs';
import { loadTypeScript } from '../dev/setup/loadTypeScript.mjs';
import { requireNode } from '../dev/setup/requireNode.mjs';
import { runMain } from '../dev/setup/runMain.mjs';

// npm run check:live [-- --write], with an account's credentials in the environment
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	const { main } = await loadTypeScript(new URL('check-live/main.cts', import.meta.url));
	await main(process.argv.slice(2));
});
