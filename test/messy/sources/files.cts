import { item, type Source } from './source.cjs';

/** Output of Extract from File, and exports that weren't made for n8n. */
export const FILES: readonly Source[] = [
	{
		name: 'Extract from File, XLSX',
		userId: 'user_id',
		event: { name: 'plan', time: 'seen' },
		items: [
			item({
				user_id: 'u-1',
				plan: 'pro',
				seats: 5,
				seats_1: 6,
				__EMPTY: 'note',
				'Signed up on': 46205.5,
				trial: true,
				rate: 0.35,
				price: 1200.5,
				zip: '02139',
				seen: '2026-06-20T10:00:00Z',
			}),
			item({
				user_id: 1002,
				plan: 'free',
				seats: '7',
				'Signed up on': 46193,
				trial: false,
				owner: ' Ann ',
				rate: 0.1 + 0.2,
				zip: 2139,
				err: null,
				seen: '2026-06-21T10:00:00Z',
			}),
		],
		profiles: {
			rows: [
				{
					user_id: 'u-1',
					plan: 'pro',
					seats: 5,
					seats_1: 6,
					'Signed up on': 46205.5,
					trial: true,
					rate: 0.35,
					price: 1200.5,
					zip: '02139',
					seen: '2026-06-20T10:00:00Z',
				},
				{
					user_id: '1002',
					plan: 'free',
					seats: '7',
					'Signed up on': 46193,
					trial: false,
					owner: ' Ann ',
					rate: 0.30000000000000004,
					zip: 2139,
					err: null,
					seen: '2026-06-21T10:00:00Z',
				},
			],
			hints: {
				namelessProperty: ['__EMPTY'],
				unusableDate: ['Signed up on'],
				spaceInValue: ['owner'],
				mixedNumbers: ['seats', 'zip'],
			},
		},
		properties: [
			{
				seats: 5,
				seats_1: 6,
				'Signed up on': 46205.5,
				trial: true,
				rate: 0.35,
				price: 1200.5,
				zip: '02139',
			},
			{
				seats: '7',
				'Signed up on': 46193,
				trial: false,
				owner: ' Ann ',
				rate: 0.30000000000000004,
				zip: 2139,
				err: null,
			},
		],
	},
	{
		name: 'Extract from File, CSV of Excel',
		userId: 'user_id',
		items: [
			item({
				user_id: 'u-1',
				plan: 'pro',
				seats: '6',
				signed_up: '7/2/26 12:00',
				trial: 'TRUE',
				owner: '#N/A',
				rate: '35%',
				price: '$1,200.50',
				phone: '4.91701E+11',
				zip: '02139',
				code: '="007"',
			}),
			item({ user_id: '1002', signed_up: '6/20/26', trial: 'FALSE', rate: '0.3', zip: '2139' }),
		],
		profiles: {
			rows: [
				{
					user_id: 'u-1',
					plan: 'pro',
					seats: '6',
					signed_up: '7/2/26 12:00',
					trial: 'TRUE',
					rate: '35%',
					price: '$1,200.50',
					phone: '4.91701E+11',
					zip: '02139',
				},
				{ user_id: '1002', signed_up: '6/20/26', trial: 'FALSE', rate: '0.3', zip: '2139' },
			],
			hints: {
				unusableDate: ['signed_up'],
				mistake: ['owner', 'code'],
				shortenedNumber: ['phone'],
			},
		},
	},
	{
		name: 'Extract from File, ODS',
		userId: 'user_id',
		items: [
			item({ user_id: 'u-1', plan: 'pro', signed_up: '2026-07-02T12:00:00.000Z', trial: true }),
		],
		profiles: {
			rows: [{ user_id: 'u-1', plan: 'pro', signed_up: '2026-07-02T12:00:00.000Z', trial: true }],
		},
	},
	{
		name: 'Extract from File, CSV read in the wrong encoding',
		userId: 'user_id',
		items: [
			item({ user_id: 'u-1', city: 'ZÃ¼rich', note: 'Itâ€™s fine', 'GrÃ¶ÃŸe': 5 }),
			item({ user_id: 'u-2', city: 'Genève' }),
		],
		profiles: {
			rows: [
				{ user_id: 'u-1', city: 'ZÃ¼rich', note: 'Itâ€™s fine', 'GrÃ¶ÃŸe': 5 },
				{ user_id: 'u-2', city: 'Genève' },
			],
			hints: { wrongEncoding: ['city', 'note', 'GrÃ¶ÃŸe'] },
		},
	},
	{
		name: 'Extract from File, without a header row',
		userId: 'user_id',
		items: [item({ row: ['user_id', 'plan'] }), item({ row: ['u-1', 'pro'] })],
		profiles: { refused: "No user ID in any of the 2 items: check 'User ID Field'" },
	},
	{
		name: 'Extract from File, CSV with semicolons',
		userId: 'user_id',
		items: [item({ 'user_id;plan': 'u-1;pro' })],
		profiles: { refused: "'user_id' is empty" },
	},
	{
		name: 'Extract from File, CSV that begins with sep=;',
		userId: 'user_id',
		items: [item({ 'sep=;': 'user_id;plan' }), item({ 'sep=;': 'u-1;pro' })],
		profiles: { refused: "No user ID in any of the 2 items: check 'User ID Field'" },
	},
	{
		name: 'Extract from File, JSON',
		userId: 'user_id',
		items: [item({ data: [{ user_id: 'u-1', plan: 'pro' }] })],
		profiles: { refused: "'user_id' is empty" },
	},
	{
		name: 'Two joined CSV files',
		userId: 'user_id',
		items: [
			item({ user_id: 'u-1', plan: 'pro' }),
			item({ user_id: 'user_id', plan: 'plan' }),
			item({ user_id: 'u-2', plan: 'free' }),
		],
		profiles: { refused: "'user_id' is the name of the column itself" },
	},
	{
		name: 'An export with unfilled templates',
		userId: 'user_id',
		items: [
			item({
				user_id: 'u-1',
				first_name: '{{contact.firstname}}',
				plan: '*|PLAN|*',
				ok: 'Hi {{name}}',
			}),
		],
		profiles: {
			rows: [{ user_id: 'u-1', ok: 'Hi {{name}}' }],
			hints: { mistake: ['first_name', 'plan'] },
		},
	},
	{
		name: 'An export that protects numbers from Excel',
		userId: 'user_id',
		items: [item({ user_id: '="00123"', plan: 'pro' })],
		profiles: { refused: '\'user_id\' is "="00123"", which is code and no ID' },
	},
];
