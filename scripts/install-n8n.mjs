import { ensureDependencies } from '../dev/setup/ensureDependencies.mjs';
import { loadTypeScript } from '../dev/setup/loadTypeScript.mjs';
import { requireNode } from '../dev/setup/requireNode.mjs';
import { runMain } from '../dev/setup/runMain.mjs';

// node scripts/install-n8n.mjs
// Installs each tested n8n, so that later scripts find it. CI does that in parallel with the first tests.
await runMain(async () => {
	requireNode();
	await ensureDependencies();
	const local = (file) => loadTypeScript(new URL(`../dev/n8n/${file}`, import.meta.url));
	const { NEWEST, FOR_NODE_20 } = await local('n8nVersion.cts');
	const { installN8n } = await local('installN8n.cts');
	for (const version of [NEWEST, FOR_NODE_20]) await installN8n(version);
});
