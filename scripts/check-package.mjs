import { ensureBuild } from '../dev/setup/ensureBuild.mjs';
import { ensureDependencies } from '../dev/setup/ensureDependencies.mjs';
import { loadTypeScript } from '../dev/setup/loadTypeScript.mjs';
import { requireNode } from '../dev/setup/requireNode.mjs';
import { runMain } from '../dev/setup/runMain.mjs';

// npm run check:package [-- FOLDER]
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	const [folder] = process.argv.slice(2);
	if (folder === undefined) await ensureBuild();
	const { main } = await loadTypeScript(new URL('check-package/main.cts', import.meta.url));
	process.exitCode = await main(folder);
});
