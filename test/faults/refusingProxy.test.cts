import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import axios from 'axios';

import { startFakeAppcues, type FakeAppcues } from '../../dev/fake-appcues/index.cjs';
import { RefusingProxy, type RefusalSchedule } from './refusingProxy.cjs';

describe('A refusing proxy', () => {
	let fake: FakeAppcues;
	let proxy: RefusingProxy;

	beforeEach(async () => {
		fake = await startFakeAppcues();
	});

	afterEach(async () => {
		await proxy.close();
		await fake.close();
	});

	/** Connects four times, with a new connection each time, and returns the results. */
	const connectFourTimes = async (schedule: RefusalSchedule) => {
		proxy = await RefusingProxy.inFrontOf(fake.url, schedule);
		const seen: Array<number | string> = [];
		for (let i = 0; i < 4; i += 1) {
			const request = axios.get(proxy.url, { proxy: false, headers: { connection: 'close' } });
			seen.push(
				await request.then(
					({ status }) => status,
					({ code }) => code,
				),
			);
		}
		return seen;
	};

	it('refuses every connection if it never opens', async () => {
		expect(await connectFourTimes({ accepts: 0, refuses: Infinity })).toEqual(
			Array(4).fill('ECONNREFUSED'),
		);
		expect(proxy.refused).toBe(4);
	});

	it('opens after it has refused enough connections', async () => {
		expect(await connectFourTimes({ accepts: 0, refuses: 2 })).toEqual([
			'ECONNREFUSED',
			'ECONNREFUSED',
			200,
			200,
		]);
	});

	it('closes after the connections that it accepts', async () => {
		expect(await connectFourTimes({ accepts: 1, refuses: 2 })).toEqual([
			200,
			'ECONNREFUSED',
			'ECONNREFUSED',
			200,
		]);
	});
});
