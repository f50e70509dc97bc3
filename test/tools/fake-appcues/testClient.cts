import axios, { type AxiosInstance } from 'axios';
import type { Clock, FakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import { DEMO } from '../../../dev/fake-appcues/index.cjs';

/** A client that shares no code with the package: it returns every status, and paths start at the account. */
export function clientOf(
	fake: FakeAppcues,
	{ accountId = DEMO.accountId, key = DEMO.key, secret = DEMO.secret }: Partial<Credentials> = {},
): AxiosInstance {
	return axios.create({
		baseURL: `${fake.url}/v2/accounts/${accountId}`,
		auth: { username: key, password: secret },
		validateStatus: () => true,
		maxBodyLength: Infinity,
		proxy: false,
	});
}

interface Credentials {
	accountId: string;
	key: string;
	secret: string;
}

/** A clock that only a test moves. */
export class TestClock implements Clock {
	#now = Date.UTC(2026, 0, 15, 12);

	now(): number {
		return this.#now;
	}

	advance(ms: number): void {
		this.#now += ms;
	}
}
