// Usage: node scripts/install-n8n.cjs
// Installs each n8n that is tested here, so that later commands find it. It needs no dependencies: CI runs it beside
// their installation and the first tests.
const { installN8n } = require('../dev/setup/n8n/installN8n.cjs');
const { TESTED } = require('../dev/setup/n8n/n8nVersion.cjs');
const { showProblems } = require('../dev/setup/showProblems.cjs');

void showProblems(async () => {
	for (const n8n of TESTED) await installN8n(n8n);
});
