import { ensureDependencies } from '../dev/setup/ensureDependencies.mjs';
import { loadTypeScript } from '../dev/setup/loadTypeScript.mjs';
import { requireNode } from '../dev/setup/requireNode.mjs';
import { runMain } from '../dev/setup/runMain.mjs';

// npm run fake-appcues [-- what dev/fake-appcues/main.cts takes]
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	await loadTypeScript(new URL('../dev/fake-appcues/main.cts', import.meta.url));
});
