import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { first } from '../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesAccount';

const RULES = { resource: 'ingestionRule' };

const OLD = [{ mode: 'deny', kind: 'event', names: ['Mouse moved'] }];
const NEW = [{ mode: 'allow', kind: 'event', names: ['Signed up'] }, { mode: 'deny' }];

const run = async (parameters: IDataObject, input?: IDataObject[], rest = {}) =>
	await appcues.run({ type, parameters: { ...RULES, ...parameters }, input, ...rest });

const replace = async (rulesJson: unknown, input?: IDataObject[], rest = {}) =>
	await run({ operation: 'replaceIngestionRules', rulesJson } as IDataObject, input, rest);

const rules = () => appcues.fake.account().ingestionRules;

const methods = () => appcues.fake.log.map(({ method }) => method);

describe('Get Ingestion Rules', () => {
	it.each(['array', 'object'] as const)('returns one item with the rules: %s', async (shape) => {
		appcues.fake.rulesShape = shape;
		const got = await run({ operation: 'getIngestionRules' });
		expect(got.json()).toEqual([{ rules: OLD }]);
	});

	it('returns one item even when there are none', async () => {
		appcues.fake.account().ingestionRules = [];
		expect((await run({ operation: 'getIngestionRules' })).json()).toEqual([{ rules: [] }]);
	});

	it('keeps the other fields of the response', async () => {
		const body = { rules: OLD, version: 3 };
		appcues.fake.fault({ path: /ingestion/, status: 200, body });
		expect((await run({ operation: 'getIngestionRules' })).json()).toEqual([body]);
	});
});

describe('Replace Ingestion Rules', () => {
	it.each(['array', 'object'] as const)(
		'returns the new rules and the replaced ones: %s',
		async (shape) => {
			appcues.fake.rulesShape = shape;
			const got = await replace(JSON.stringify(NEW));
			expect(got.json()).toEqual([{ rules: NEW, replaced: OLD }]);
			expect(rules()).toEqual(NEW);
			expect(methods()).toEqual(['GET', 'POST']);
		},
	);

	it('accepts the output of Get Ingestion Rules, and the replaced rules of an earlier run', async () => {
		const item = { rules: NEW, replaced: OLD, set: { rules: NEW } };
		for (const [expression, wanted] of [
			['={{ $json.rules }}', NEW],
			['={{ $json.replaced }}', OLD],
			['={{ $json.set }}', NEW],
			['={{ JSON.stringify($json.set) }}', NEW],
		] as const) {
			const got = await replace(expression, [item]);
			expect(first(got.json()).rules).toEqual(wanted);
			expect(rules()).toEqual(wanted);
		}
	});

	it('removes all rules with an empty array', async () => {
		expect((await replace('[]')).json()).toEqual([{ rules: [], replaced: OLD }]);
		expect(rules()).toEqual([]);
	});

	it('processes the items in order', async () => {
		const got = await replace('={{ $json.rules }}', [{ rules: NEW }, { rules: [] }]);
		expect(got.json()).toEqual([
			{ rules: NEW, replaced: OLD },
			{ rules: [], replaced: NEW },
		]);
		expect(methods()).toEqual(['GET', 'POST', 'GET', 'POST']);
	});

	it.each([
		['', "'Rules (JSON)' is empty"],
		[' ', "'Rules (JSON)' is empty"],
		['={{ $json.missing }}', "'Rules (JSON)' is empty"],
		['[{]', "'Rules (JSON)' is not valid JSON"],
		['{}', "'Rules (JSON)' is not an array of rules"],
		['{ "mode": "deny" }', "'Rules (JSON)' is not an array of rules"],
		['{ "rules": {} }', "'Rules (JSON)' is not an array of rules"],
		['[["deny"]]', "'Rules (JSON)' is not an array of rules"],
		['[null]', "'Rules (JSON)' is not an array of rules"],
		['null', "'Rules (JSON)' is not an array of rules"],
		['={{ 0 }}', "'Rules (JSON)' is not an array of rules"],
		['="text"', "'Rules (JSON)' is not an array of rules"],
	])('sends nothing for what is no set of rules: %s', async (rulesJson, message) => {
		const got = await replace(rulesJson);
		expect(got.error).toMatchObject({ message, item: 0 });
		expect(appcues.fake.log).toEqual([]);
		expect(rules()).toEqual(OLD);
	});

	it('sends every set unchanged', async () => {
		const rule = fc.dictionary(
			fc.string().filter((key) => key !== '__proto__'),
			fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string())),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(rule), fc.boolean(), async (set, wrapped) => {
				const got = await replace(JSON.stringify(wrapped ? { rules: set } : set));
				expect(got.error).toBeUndefined();
				expect(rules()).toEqual(set);
			}),
			{ numRuns: 25 },
		);
	});

	describe('when something goes wrong', () => {
		const before = `The rules before this run: ${JSON.stringify(OLD)}`;

		it('replaces nothing when the old rules cannot be read', async () => {
			appcues.fake.fault({ method: 'GET', path: /ingestion/, status: 403 });
			const got = await replace(JSON.stringify(NEW));
			expect(got.error?.description).toContain('Nothing was replaced');
			expect(methods()).toEqual(['GET']);
		});

		it('replaces nothing when the old rules are invalid', async () => {
			appcues.fake.fault({ method: 'GET', path: /ingestion/, status: 200, body: { odd: 1 } });
			const got = await replace(JSON.stringify(NEW));
			expect(got.error?.message).toContain('something other than a set of rules');
			expect(got.error?.description).toContain('Nothing was replaced');
			expect(methods()).toEqual(['GET']);
		});

		it('shows the reason of a refusal, and the old rules', async () => {
			appcues.fake.fault({ method: 'POST', path: /ingestion/, status: 400 });
			const got = await replace(JSON.stringify(NEW));
			expect(got.error?.message).toContain('Appcues refused the request');
			expect(got.error?.description).toContain(before);
			expect(rules()).toEqual(OLD);
		});

		it('is retried, because it is idempotent', async () => {
			appcues.fake.fault({ method: 'POST', path: /ingestion/, reset: 'after' });
			const got = await replace(JSON.stringify(NEW));
			expect(got.json()).toEqual([{ rules: NEW, replaced: OLD }]);
			expect(methods()).toEqual(['GET', 'POST', 'POST']);
		});

		it('says how to check an unknown outcome, and shows the old rules', async () => {
			const lost = { method: 'POST', path: /ingestion/, reset: 'after', times: Infinity } as const;
			appcues.fake.fault(lost);
			const got = await replace(JSON.stringify(NEW));
			expect(got.error?.description).toContain('may or may not have processed this request');
			expect(got.error?.description).toContain('Get Ingestion Rules');
			expect(got.error?.description).toContain(before);
			expect(rules()).toEqual(NEW);
		});

		it('returns the sent rules when the response has none', async () => {
			for (const garbage of ['empty', 'wrong-type'] as const) {
				appcues.fake.fault({ method: 'POST', path: /ingestion/, garbage });
				expect(first((await replace(JSON.stringify(NEW))).json()).rules).toEqual(NEW);
			}
		});

		it('shows the old rules when it is cancelled in between', async () => {
			appcues.fake.fault({ method: 'POST', path: /ingestion/, delayMs: 30_000_000 });
			const rulesJson = JSON.stringify(NEW);
			const started = appcues.start({
				type,
				parameters: { ...RULES, operation: 'replaceIngestionRules', rulesJson },
			});
			while (appcues.fake.log.length < 2) await new Promise((go) => setImmediate(go));
			started.cancel();
			const got = await started.finished;
			expect(got.status).toBe('canceled');
			expect(got.everything).toContain('may have been replaced already');
		});

		it('continues with the other items if set to', async () => {
			const got = await replace('={{ $json.set }}', [{ set: 'no' }, { set: NEW }], {
				onError: 'continueErrorOutput',
			});
			expect(got.json(0)).toEqual([{ rules: NEW, replaced: OLD }]);
			expect(got.json(1)).toEqual([expect.objectContaining({ set: 'no' })]);
		});
	});
});
