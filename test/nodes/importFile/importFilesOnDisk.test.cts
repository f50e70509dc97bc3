/**
 * n8n-core reads this setting when it is loaded, so it is loaded for this file alone.
 *
 * @jest-environment node
 */
process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'filesystem';

import { expect, it } from '@jest/globals';

import { useAppcues, useFastTime } from '../../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

it('streams a file that n8n keeps on disk, in parts', async () => {
	const lines = Array.from({ length: 125_000 }, (_, id) => `user-${id},"one\ntwo ü"`);
	const text = `\ufeffuser_id,note\r\n${lines.join('\r\n')}`;
	const data = await appcues.engine.store(Buffer.from(text), 'people.csv', 'text/csv');
	expect(data.id).toMatch(/^filesystem/);
	const got = await appcues.run({
		type: 'appcuesImport',
		parameters: { operation: 'profiles', source: 'file' },
		binary: [{ data }],
	});
	expect(got.error).toBeUndefined();
	expect(got.json().map(({ rows }) => rows)).toEqual([50_000, 50_000, 25_000]);
	const { users } = appcues.fake.account();
	expect(users.get('user-0')).toEqual({ note: 'one\ntwo ü' });
	expect(users.get('user-124999')).toEqual({ note: 'one\ntwo ü' });
});
