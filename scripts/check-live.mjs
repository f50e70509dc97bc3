import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { loadTypeScript } from './setup/loadTypeScript.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { runMain } from './setup/runMain.mjs';

// npm run check:live [-- --write], with an account's credentials in the environment
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	const { main } = await loadTypeScript(new URL('check-live/main.cts', import.meta.url));
	await main(process.argv.slice(2));
});
