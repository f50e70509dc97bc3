import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { loadTypeScript } from './setup/loadTypeScript.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { runMain } from './setup/runMain.mjs';

// npm run check:package [-- FOLDER]
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	const [folder] = process.argv.slice(2);
	if (folder === undefined) await ensureBuild();
	const { main } = await loadTypeScript(new URL('check-package/main.cts', import.meta.url));
	process.exitCode = await main(folder);
});
