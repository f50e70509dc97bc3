import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { loadTypeScript } from './setup/loadTypeScript.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { runMain } from './setup/runMain.mjs';

// npm run fake-appcues [-- what test/fake-appcues/main.cts takes]
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	await loadTypeScript(new URL('../test/fake-appcues/main.cts', import.meta.url));
});
