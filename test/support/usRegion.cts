import type { AxiosStatic } from 'axios';
import { createRequire } from 'node:module';

import type { Appcues } from './appcues.cjs';

const US = 'https://api.appcues.com';

/** The HTTP client of n8n's helpers. */
const axios = createRequire(require.resolve('n8n-core'))('axios') as AxiosStatic;

/**
 * Runs something with the credential of an account in the US region. What is sent to Appcues' own host arrives at the
 * fake.
 *
 * @param what gets the credentials
 */
export async function inUsRegion<Result>(
	appcues: Appcues,
	what: (credentials: ReturnType<Appcues['credentials']>) => Promise<Result>,
): Promise<Result> {
	const { interceptors } = axios;
	const toFake = (url: string | undefined) => url?.replace(US, appcues.fake.url);
	const id = interceptors.request.use((config) => {
		config.baseURL = toFake(config.baseURL);
		config.url = toFake(config.url);
		return config;
	});
	try {
		return await what(appcues.credentials({ region: 'us', baseUrl: '' }));
	} finally {
		interceptors.request.eject(id);
	}
}
