import { FOR_NODE_20, NEWEST } from '../dev/n8n/host.cjs';
import { installHost } from '../dev/n8n/installHost.cjs';

/**
 * Installs each n8n that is tested here, so that later commands find it. CI does that beside the first tests:
 * `node dev/setup/launch.cjs scripts/install-n8n.cts`
 */
export async function main(): Promise<void> {
	for (const host of [NEWEST, FOR_NODE_20]) await installHost(host);
}
