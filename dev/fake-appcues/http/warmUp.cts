import { get } from 'node:http';

/**
 * Requests a route that doesn't exist, so that the contract is loaded before a test's first request. Otherwise
 * that request could exceed a short timeout.
 *
 * @throws when the contract can't be loaded
 */
export async function warmUp(url: string): Promise<void> {
	const { status, text } = await answerOf(`${url}/warm-up`);
	if (status !== 404) throw new Error(`Failed to load the contract: ${text}`);
}

function answerOf(url: string): Promise<{ status: number | undefined; text: string }> {
	return new Promise((resolve, reject) => {
		get(url, { agent: false }, (response) => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (part: string) => (text += part));
			response.on('end', () => resolve({ status: response.statusCode, text }));
			response.on('error', reject);
		}).on('error', reject);
	});
}
