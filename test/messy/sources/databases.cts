import { item, type Source } from './source.cjs';

/** Values that n8n passes on as objects of a class. */
class ObjectId {
	readonly buffer = Buffer.from('665f1c2e9b1d8a0012345678', 'hex');
	toJSON(): string {
		return this.buffer.toString('hex');
	}
}

class Decimal128 {
	readonly bytes = Buffer.alloc(16);
	toJSON() {
		return { $numberDecimal: '12.50' };
	}
}

/** Output of the nodes for databases. */
export const DATABASES: readonly Source[] = [
	{
		name: 'A query with row numbers',
		userId: 'user_id',
		items: [item({ row_number: 1, user_id: 'u-1' }), item({ row_number: 2, user_id: 'u-2' })],
		profiles: {
			rows: [
				{ user_id: 'u-1', row_number: 1 },
				{ user_id: 'u-2', row_number: 2 },
			],
		},
	},
	{
		name: 'Airtable',
		userId: 'App ID',
		items: [
			item({
				id: 'recA1b2C3',
				createdTime: '2026-06-20T10:00:00.000Z',
				'App ID': 'u-1',
				Active: true,
				Companies: ['recX', 'recY'],
				'MRR (from Companies)': [1200],
				Logo: [{ id: 'att1', url: 'https://files.example/logo.png', filename: 'logo.png' }],
				Owner: { id: 'usr1', email: 'ann@acme.example', name: 'Ann' },
				Growth: { specialValue: 'NaN' },
				Score: { error: '#ERROR!' },
			}),
			item({ id: 'recB', createdTime: '2026-06-20T10:00:00.000Z', 'App ID': 'u-2', Growth: 0.5 }),
		],
		profiles: {
			rows: [
				{
					user_id: 'u-1',
					id: 'recA1b2C3',
					createdTime: '2026-06-20T10:00:00.000Z',
					Active: true,
					Companies: 'recX, recY',
					'MRR (from Companies)': '1200',
					'Owner.id': 'usr1',
					'Owner.email': 'ann@acme.example',
					'Owner.name': 'Ann',
				},
				{ user_id: 'u-2', id: 'recB', createdTime: '2026-06-20T10:00:00.000Z', Growth: 0.5 },
			],
			hints: { dropped: ['Logo'], mistake: ['Growth', 'Score'] },
		},
	},
	{
		name: 'Postgres',
		userId: 'user_id',
		event: { name: 'plan', time: 'seen' },
		items: [
			item({
				user_id: '42',
				plan: 'a  ',
				mrr: '12.50',
				trial: true,
				photo: Buffer.from('x'),
				day: '2026-06-20',
				seen: '2026-06-20T10:00:00.000Z',
				meta: { plan: { name: 'pro' } },
				tags: ['a', 'b'],
				ratio: Number.NaN,
				'?column?': 'x',
				none: null,
			}),
		],
		profiles: {
			rows: [
				{
					user_id: '42',
					plan: 'a  ',
					mrr: '12.50',
					trial: true,
					day: '2026-06-20',
					seen: '2026-06-20T10:00:00.000Z',
					'meta.plan.name': 'pro',
					tags: 'a, b',
					none: null,
				},
			],
			hints: {
				dropped: ['photo'],
				spaceInValue: ['plan'],
				mistake: ['ratio'],
				namelessProperty: ['?column?'],
			},
		},
		properties: [
			{
				mrr: '12.50',
				trial: true,
				day: '2026-06-20',
				'meta.plan.name': 'pro',
				tags: 'a, b',
				none: null,
			},
		],
	},
	{
		name: 'Postgres, items that n8n has stored',
		userId: 'user_id',
		items: [item({ user_id: '42', photo: { type: 'Buffer', data: [120, 121] } })],
		profiles: { rows: [{ user_id: '42' }], hints: { dropped: ['photo'] } },
	},
	{
		name: 'MySQL',
		userId: 'id',
		items: [
			item({
				id: 42,
				active: 1,
				mrr: '12.50',
				flags: Buffer.from([1]),
				seen: '2026-06-20 10:00:00',
			}),
		],
		profiles: {
			rows: [{ user_id: '42', active: 1, mrr: '12.50', seen: '2026-06-20 10:00:00' }],
			hints: { dropped: ['flags'] },
		},
	},
	{
		name: 'MongoDB',
		userId: '_id',
		event: { name: 'plan', time: 'seen' },
		items: [
			item({
				_id: new ObjectId(),
				plan: 'pro',
				owner: new ObjectId(),
				team: { lead: new ObjectId(), members: [new ObjectId()] },
				mrr: new Decimal128(),
				views: { low: -1272665825, high: 1773218935, unsigned: false },
				clicks: { low: 5, high: 0, unsigned: false },
				seen: new Date('2026-06-20T10:00:00Z'),
			}),
		],
		profiles: {
			rows: [
				{
					user_id: '665f1c2e9b1d8a0012345678',
					plan: 'pro',
					owner: '665f1c2e9b1d8a0012345678',
					'team.lead': '665f1c2e9b1d8a0012345678',
					'team.members': '665f1c2e9b1d8a0012345678',
					mrr: 12.5,
					views: '7615917337495251231',
					clicks: 5,
					seen: '2026-06-20T10:00:00.000Z',
				},
			],
		},
		properties: [
			{
				owner: '665f1c2e9b1d8a0012345678',
				'team.lead': '665f1c2e9b1d8a0012345678',
				'team.members': '665f1c2e9b1d8a0012345678',
				mrr: 12.5,
				views: '7615917337495251231',
				clicks: 5,
			},
		],
	},
	{
		name: 'MongoDB, exported as JSON',
		userId: '_id',
		event: { name: 'plan', time: 'seen' },
		items: [
			item({
				_id: { $oid: '665f1c2e9b1d8a0012345678' },
				plan: 'pro',
				seen: { $date: '2026-06-20T10:00:00Z' },
				renewed: { $date: { $numberLong: '1781949600000' } },
				views: { $numberLong: '7615917337495251231' },
				clicks: { $numberInt: '5' },
				mrr: { $numberDecimal: '12.50' },
				photo: { $binary: { base64: 'YWJj', subType: '00' } },
			}),
		],
		profiles: {
			rows: [
				{
					user_id: '665f1c2e9b1d8a0012345678',
					plan: 'pro',
					seen: '2026-06-20T10:00:00Z',
					renewed: '2026-06-20T10:00:00.000Z',
					views: '7615917337495251231',
					clicks: 5,
					mrr: 12.5,
				},
			],
			hints: { dropped: ['photo'] },
		},
		properties: [
			{ renewed: '2026-06-20T10:00:00.000Z', views: '7615917337495251231', clicks: 5, mrr: 12.5 },
		],
	},
	{
		name: 'BigQuery',
		userId: 'user_id',
		items: [
			item({ user_id: '42', trial: 'true', created_at: '1.7819496E9', f0_: '5', tags: ['a', 'b'] }),
		],
		profiles: {
			rows: [{ user_id: '42', trial: 'true', created_at: '1.7819496E9', tags: 'a, b' }],
			hints: { unusableDate: ['created_at'], namelessProperty: ['f0_'] },
		},
	},
	{
		name: 'Snowflake',
		userId: 'user_id',
		items: [item({ USER_ID: 'u-1', PLAN: 'pro' })],
		profiles: { refused: "'user_id' is empty" },
	},
	{
		name: 'Notion',
		userId: 'property_app_id',
		items: [
			item({
				id: '1f0c',
				name: 'Ada',
				url: 'https://notion.example/1f0c',
				property_app_id: 'u-1',
				property_tags: ['a', 'b'],
				property_due: { start: '2026-06-20', end: null, time_zone: null },
				property_done: false,
			}),
		],
		profiles: {
			rows: [
				{
					user_id: 'u-1',
					id: '1f0c',
					name: 'Ada',
					url: 'https://notion.example/1f0c',
					property_tags: 'a, b',
					'property_due.start': '2026-06-20',
					'property_due.end': null,
					'property_due.time_zone': null,
					property_done: false,
				},
			],
		},
	},
	{
		name: 'A dump of MySQL or Postgres',
		userId: 'user_id',
		items: [
			item({ user_id: 'u-1', plan: '\\N', trial: 't' }),
			item({ user_id: 'u-2', plan: 'pro', trial: 'f' }),
		],
		profiles: {
			rows: [
				{ user_id: 'u-1', trial: 't' },
				{ user_id: 'u-2', plan: 'pro', trial: 'f' },
			],
			hints: { mistake: ['plan'] },
		},
	},
];
