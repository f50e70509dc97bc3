import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import axios from 'axios';

import { startFakeAppcues, type FakeAppcues } from '../../dev/fake-appcues/index.cjs';
import { Door, type Hours } from './door.cjs';

describe('A door', () => {
	let fake: FakeAppcues;
	let door: Door;

	beforeEach(async () => {
		fake = await startFakeAppcues();
	});

	afterEach(async () => {
		await door.close();
		await fake.close();
	});

	/** What becomes of knocking four times, each over a connection of its own. */
	const knock = async (hours: Hours) => {
		door = await Door.before(fake.url, hours);
		const seen: Array<number | string> = [];
		for (let i = 0; i < 4; i += 1) {
			const request = axios.get(door.url, { proxy: false, headers: { connection: 'close' } });
			seen.push(
				await request.then(
					({ status }) => status,
					({ code }) => code,
				),
			);
		}
		return seen;
	};

	it('that never opens refuses everyone', async () => {
		expect(await knock({ admits: 0, refuses: Infinity })).toEqual(Array(4).fill('ECONNREFUSED'));
		expect(door.refused).toBe(4);
	});

	it('opens when it has refused enough', async () => {
		expect(await knock({ admits: 0, refuses: 2 })).toEqual([
			'ECONNREFUSED',
			'ECONNREFUSED',
			200,
			200,
		]);
	});

	it('shuts behind those it admits', async () => {
		expect(await knock({ admits: 1, refuses: 2 })).toEqual([
			200,
			'ECONNREFUSED',
			'ECONNREFUSED',
			200,
		]);
	});
});
