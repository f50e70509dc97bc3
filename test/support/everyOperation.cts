import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { atLeast, entryOf } from '../../dev/elements.cjs';
import { SECRET, type Appcues } from './appcues.cjs';
import { inputOf, workingNodes, type WorkingOperation } from './workingOperations.cjs';

/**
 * Tests what holds for every operation of every node: it works, and it handles the faults that any request can
 * meet.
 *
 * @param type the node: `appcuesSegment`
 */
export function describeEveryOperation(appcues: Appcues, type: string): void {
	const { operations, path, pathId } = entryOf(workingNodes, type);
	const named = operations.map((each): [string, WorkingOperation] => [each.operation, each]);

	const run = async (working: WorkingOperation, credentials: IDataObject = {}) =>
		await appcues.run({
			type,
			parameters: { operation: working.operation, ...working.parameters },
			input: inputOf(working, appcues.fake),
			credentials: appcues.credentials(credentials),
		});

	const withOther = (working: WorkingOperation, name: string, id: string): WorkingOperation => {
		const usual = working.parameters[name];
		const other = typeof usual === 'string' ? id : { ...(usual as IDataObject), value: id };
		return { ...working, parameters: { ...working.parameters, [name]: other } };
	};

	describe(`every operation of ${type}`, () => {
		it('is covered by these tests', () => {
			const known = appcues.engine.operations(type).map(({ value }) => value);
			expect(known).toEqual(operations.map((each) => each.operation));
		});

		it.each(named)('%s works on a normal account', async (_, working) => {
			const got = await run(working);
			expect(got.error).toBeUndefined();
			expect(got.items().length).toBeGreaterThan(0);
			expect(got.paired().every((pair) => pair.includes(0))).toBe(true);
		});

		it.each(named)(
			'%s reports a wrong secret, sends it once, does not leak it',
			async (_, working) => {
				const got = await run(working, { apiSecret: `${SECRET}-wrong` });
				expect(got.error).toMatchObject({
					name: 'NodeApiError',
					message: 'Appcues did not accept the API key and secret',
				});
				expect(appcues.fake.log).toHaveLength(1);
				expect(got.everything).not.toContain(SECRET);
			},
		);

		it.each(named)('%s reports the key of another account', async (_, working) => {
			const got = await run(working, { accountId: '99999' });
			expect(got.error?.message).toBe('Appcues does not allow this API key to do that');
			expect(got.error?.description).toContain("'Account ID'");
		});

		it.each(named)('%s waits and retries after a 429 with Retry-After', async (_, working) => {
			appcues.fake.fault({ path, status: 429, headers: { 'Retry-After': '2' } });
			const got = await run(working);
			expect(got.error).toBeUndefined();
			const [first, second] = atLeast(2, appcues.fake.log);
			expect(second.at - first.at).toBeGreaterThanOrEqual(2000);
			expect(second.path).toBe(first.path);
		});

		it.each(named)('%s shows the message of a 400', async (_, working) => {
			const body = { error: true, status: 400, title: 'Bad Request', detail: 'no such luck' };
			appcues.fake.fault({ path, status: 400, body });
			const got = await run(working);
			expect(got.error?.message).toBe('Appcues refused the request: Bad Request: no such luck');
		});

		it.each(named)('%s reports a 404', async (_, working) => {
			appcues.fake.fault({ path, status: 404 });
			const got = await run(working);
			if (working.polls) {
				expect(got.error).toBeUndefined();
				return;
			}
			expect(got.error?.message).toMatch(
				/^Appcues has (no .+ with the ID ".+"|nothing at this URL)$/,
			);
			expect(appcues.fake.log).toHaveLength(1);
		});

		it.each(named)('%s does not follow a redirect with its keys', async (_, working) => {
			const elsewhere = `${appcues.fake.url}/v2/accounts/123456/elsewhere`;
			appcues.fake.fault({ path, status: 307, headers: { Location: elsewhere } });
			const got = await run(working);
			if (!working.polls) expect(got.error?.message).toContain('redirected the request');
			expect(appcues.fake.requests(undefined, '/elsewhere')).toEqual([]);
		});

		it.each(named)('%s sends a failed item to the error output', async (_, working) => {
			appcues.fake.fault({ path, status: 400 });
			const got = await appcues.run({
				type,
				parameters: { operation: working.operation, ...working.parameters },
				input: [{ ...inputOf(working, appcues.fake)?.[0], row: 'its own data' }],
				onError: 'continueErrorOutput',
			});
			expect(got.json(0)).toEqual([]);
			expect(got.json(1)).toEqual([
				expect.objectContaining({
					row: 'its own data',
					error: expect.stringContaining('Appcues refused the request'),
					details: expect.objectContaining({ httpStatus: 400 }),
				}),
			]);
			expect(got.paired(1)).toEqual([[0]]);
		});

		it.each(named)(
			'%s sends nothing with a credential that lacks its account',
			async (_, working) => {
				const got = await run(working, { accountId: ' ' });
				expect(got.error?.message).toBe("The credential has no 'Account ID'");
				expect(appcues.fake.log).toEqual([]);
			},
		);

		if (!pathId) return;
		const { name, label } = pathId;
		const withId = named.filter(([, { parameters }]) => name in parameters);

		it.each(withId)('%s refuses .. as an ID before anything is sent', async (_, working) => {
			const got = await run(withOther(working, name, '..'));
			expect(got.error?.message).toContain(`'${label}' is ".."`);
			expect(appcues.fake.log).toEqual([]);
		});

		it.each(withId)('%s reaches no other endpoint with ../../tags', async (_, working) => {
			await run(withOther(working, name, '../../tags'));
			expect(appcues.fake.log.length).toBeGreaterThan(0);
			for (const { path: sent } of appcues.fake.requests(undefined, /tags/)) {
				expect(sent).toMatch(/^\/v2\/accounts\/123456\/[a-z_]+\/\.\.%2F\.\.%2Ftags(\/[a-z_]+)*$/);
			}
		});
	});
}
