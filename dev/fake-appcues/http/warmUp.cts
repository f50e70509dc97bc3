import { get } from 'node:http';

/**
 * Asks for a route that does not exist, so that the contract is loaded before a test's first request:
 * else that one would take long enough to trip over a short time-out.
 *
 * @throws when the contract cannot be loaded
 */
export async function warmUp(url: string): Promise<void> {
	const { status, text } = await answerOf(`${url}/warm-up`);
	if (status !== 404) throw new Error(`The contract cannot be loaded: ${text}`);
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
