import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { FIELDS, METRICS, NPS_METRICS } from '../../../dev/fake-appcues/analytics/vocabulary.cjs';
import { CONTRACT_PATH } from '../../../dev/fake-appcues/http/contract.cjs';
import { EXPERIENCE_TYPES } from '../../../dev/fake-appcues/model/experienceTypes.cjs';
import { type FakeAppcues, startFakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import { operations } from '../../../dev/fake-appcues/operations/index.cjs';
import { clientOf } from './testClient.cjs';

type Node = Record<string, unknown>;

const contract: Node = parse(readFileSync(CONTRACT_PATH, 'utf8'));
const described = describedOperations();

describe('The contract, docs/appcues-openapi.yaml', () => {
	it('is a valid OpenAPI document: a fake that loads it starts', async () => {
		const fake = await startFakeAppcues();

		expect(contract.openapi).toMatch(/^3\.1\./);
		await fake.close();
	});

	it('describes every route the nodes call', () => {
		expect(described.map(({ method, path }) => `${method} ${path}`)).toEqual(
			expect.arrayContaining([
				'get /flows',
				'get /flows/{flow_id}',
				'post /flows/{flow_id}/publish',
				'post /flows/{flow_id}/unpublish',
				'get /users/{user_id}/profile',
				'patch /users/{user_id}/profile',
				'delete /users/{user_id}/profile',
				'get /users/{user_id}/events',
				'post /users/{user_id}/events',
				'get /groups/{group_id}/profile',
				'patch /groups/{group_id}/profile',
				'post /groups/{group_id}/users',
				'post /import/profiles',
				'post /import/events',
				'post /import/groups',
				'post /export/events',
				'post /segments/{segment_id}/segment_membership_export',
				'get /segments',
				'post /segments',
				'get /segments/{segment_id}',
				'patch /segments/{segment_id}',
				'delete /segments/{segment_id}',
				'post /segments/{segment_id}/add_user_ids',
				'post /segments/{segment_id}/remove_user_ids',
				'get /tags',
				'get /tags/{tag_id}',
				'get /jobs',
				'get /jobs/{job_id}',
				...Object.keys(EXPERIENCE_TYPES).flatMap((type) => [
					`get /${type}`,
					`get /${type}/{experience_id}`,
					`post /${type}/{experience_id}/publish`,
					`post /${type}/{experience_id}/unpublish`,
				]),
				'get /screenshots/{content_id}',
				'post /analytics/query',
				'post /analytics/exports',
				'get /analytics/exports/{job_id}',
				'get /ingestion_filtering_rules',
				'post /ingestion_filtering_rules',
				'get /sdk_keys',
				'post /sdk_keys',
				'delete /sdk_keys/{sdk_key_id}',
				'post /sdk_keys/{sdk_key_id}/enforcement_mode/enable',
				'post /sdk_keys/{sdk_key_id}/enforcement_mode/disable',
				'post /sdk_keys/{sdk_key_id}/secure_data_ingest/enable',
				'post /sdk_keys/{sdk_key_id}/secure_data_ingest/disable',
			]),
		);
	});

	it.each(described)('describes $operationId and how well it is known', ({ operation }) => {
		expect(operation).toMatchObject({
			summary: expect.stringMatching(/\w/),
			description: expect.stringMatching(/\w/),
			'x-evidence': expect.stringMatching(/^[ABC?]$/),
		});
	});

	it('refuses unknown fields in every object, except where any name is allowed', () => {
		const open = objectSchemas(contract).filter(
			([, schema]) => schema.additionalProperties !== false,
		);

		expect(open.map(([place]) => place.replace('/components/schemas/', ''))).toEqual([
			'Flow/properties/tags',
			'Profile',
			'Attributes',
			'UserEvent/properties/attributes',
			'UserEvent/properties/context',
			'Activity/properties/attributes',
			'Activity/properties/context',
			'ProfileRow',
			'GroupRow',
			'EventRow/properties/attributes',
			'JobEvent/properties/attributes',
			'Experience/properties/tags',
			'ExperiencePart',
			'AnalyticsRow',
			'IngestionRule',
		]);
	});

	it('has no defaults, which the validator would write into request bodies', () => {
		expect(JSON.stringify(contract)).not.toContain('"default":');
	});

	it('lists the vocabulary of analytics that the fake knows', () => {
		const schemas = (contract.components as Record<string, Node>).schemas as Record<string, Node>;
		const { metrics, dimensions } = (schemas.AnalyticsSpec?.properties ?? {}) as Record<
			string,
			Node
		>;

		expect([metrics?.['x-names']].flat(2)).toEqual([...Object.keys(METRICS), ...NPS_METRICS]);
		expect([dimensions?.['x-names']].flat(2)).toEqual(FIELDS);
	});

	it('has Retry-After on the analytics routes only', () => {
		const headersOf = ({ operation }: { operation: Node }) =>
			Object.keys(
				resolved((operation.responses as Record<number, Node>)[429])?.headers ?? {},
			).includes('Retry-After');
		const saying = described.filter(headersOf).map(({ path }) => path);

		expect([...new Set(saying)]).toEqual([
			'/analytics/query',
			'/analytics/exports',
			'/analytics/exports/{job_id}',
		]);
	});

	it('has no operation that only the fake knows', () => {
		expect(Object.keys(operations).sort()).toEqual(
			described.map(({ operationId }) => operationId).sort(),
		);
	});
});

describe('The fake', () => {
	let fake: FakeAppcues;

	beforeEach(async () => {
		fake = await startFakeAppcues();
	});

	afterEach(() => fake.close());

	it.each(described.flatMap(withSamples))('supports $operationId $type', async (described) => {
		const { method, path, data } = described;
		const account = fake.account();
		const [, resource = ''] = path.split('/');
		const [, experience] = [...account.experiences].find(([, { type }]) => type === resource) ?? [];
		const job =
			resource === 'analytics'
				? account.startAnalyticsJob('any', () => ({}))
				: account.startJob('any', () => ({}));
		const ids: Record<string, string> = {
			content_id: 'flow-welcome',
			experience_id: experience?.id ?? 'none',
			flow_id: 'flow-survey',
			group_id: 'group-acme',
			job_id: job.id,
			sdk_key_id: [...account.sdkKeys.keys()][0] ?? 'none',
			segment_id: 'seg-trial',
			tag_id: 'tag-growth',
			user_id: 'user-ada',
		};
		const url = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'any');

		const answer = await clientOf(fake).request({ method, url, data });

		expect(answer.status).toBeLessThan(300);
		expect(fake.violations).toEqual([]);
	});

	it('reports and remembers when its own response breaks the contract', async () => {
		Object.assign(fake.account().segment('seg-trial'), { name: 42 });

		const answer = await clientOf(fake).get('/segments/seg-trial');

		expect(answer.status).toBe(500);
		expect(answer.data).toEqual({
			error: true,
			status: 500,
			title: 'Fake Appcues broke its own contract',
			detail: expect.stringContaining('/response/name must be string'),
		});
		expect(fake.violations).toEqual([
			expect.objectContaining({
				method: 'GET',
				path: '/v2/accounts/123456/segments/seg-trial',
				status: 200,
				problem: expect.stringContaining('must be string'),
			}),
		]);
	});

	it.each([
		['a field too many', { extra: true }],
		['an invalid time', { created_at: 'yesterday' }],
		['a missing field', { url: undefined }],
	])('notices %s in its response', async (_, change) => {
		const segment = fake.account().segment('seg-trial');
		const json = segment.toJson();
		Object.assign(segment, { toJson: () => ({ ...json, ...change }) });

		expect((await clientOf(fake).get('/segments')).status).toBe(500);
		expect(fake.violations).toHaveLength(1);
	});

	it('notices a file where the contract has none', async () => {
		const { listTags } = operations;
		const file = { type: 'application/zip', content: Readable.from([Buffer.from('PK')]) };
		Object.assign(operations, { listTags: () => ({ status: 200, file }) });

		const { data } = await clientOf(fake).get('/tags');
		Object.assign(operations, { listTags });

		expect(data.detail).toContain('no application/zip for 200');
		expect(fake.violations).toHaveLength(1);
	});

	it('treats its own exception as a broken contract too', async () => {
		Object.assign(fake.account().segment('seg-trial'), {
			toJson: () => {
				throw new Error('out of paper');
			},
		});

		expect((await clientOf(fake).get('/segments')).data.detail).toContain('out of paper');
		expect(fake.violations).toHaveLength(1);
	});
});

function describedOperations() {
	return Object.entries(contract.paths as Record<string, Record<string, Node>>).flatMap(
		([path, item]) =>
			Object.entries(item)
				.filter(([method]) => method !== 'parameters')
				.map(([method, operation]) => ({
					operationId: String(operation.operationId),
					method,
					path: path.replace('/v2/accounts/{account_id}', ''),
					operation,
				})),
	);
}

/** Returns every schema of an object in the document, with its place. */
function objectSchemas(node: unknown, place = ''): Array<[string, Node]> {
	if (typeof node !== 'object' || node === null) return [];
	const inside = Object.entries(node).flatMap(([key, value]) =>
		objectSchemas(value, `${place}/${key}`),
	);
	return 'type' in node && node.type === 'object' ? [[place, { ...node }], ...inside] : inside;
}

/** Returns an operation with a body of every type that it accepts. */
function withSamples<T extends { operation: Node }>(described: T) {
	const content = resolved(described.operation.requestBody)?.content as Record<string, Node>;
	if (!content) return [{ ...described, type: '', data: undefined }];
	return Object.entries(content).map(([type, media]) => ({
		...described,
		type,
		data: sampleBody(type, media),
	}));
}

/** Returns the smallest body that the operation's schema allows, or the document's example. */
function sampleBody(type: string, { schema, example }: Node): unknown {
	if (type === 'application/json') return sample(schema);
	const blob = new Blob([String(example)], { type });
	if (type !== 'multipart/form-data') return blob;
	const form = new FormData();
	form.append('file', blob, 'rows.csv');
	return form;
}

function sample(schema: unknown): unknown {
	const { type, properties = {}, required = [], items, examples } = resolved(schema) ?? {};
	if (Array.isArray(examples)) return examples[0];
	if (type === 'array') return [sample(items)];
	if (type !== 'object') return 'sample';
	const fields = Object.entries(properties as Node);
	const needed = fields.filter(([name]) => (required as string[]).includes(name));
	return Object.fromEntries(needed.map(([name, field]) => [name, sample(field)]));
}

function resolved(node: unknown): Node | undefined {
	const { $ref, ...rest } = (node ?? {}) as Node;
	if (typeof $ref !== 'string') return node === undefined ? undefined : rest;
	const target = $ref
		.split('/')
		.slice(1)
		.reduce<unknown>((place, key) => (place as Node)[key], contract);
	return resolved(target);
}
