import { FOR_NODE_20, NEWEST } from '../dev/n8n/n8nVersion.cjs';
import { installN8n } from '../dev/n8n/installN8n.cjs';

/**
 * Installs each n8n that is tested here, so that later commands find it. CI does that beside the first tests:
 * `node dev/setup/launch.cjs scripts/install-n8n.cts`
 */
export async function main(): Promise<void> {
	for (const version of [NEWEST, FOR_NODE_20]) await installN8n(version);
}
