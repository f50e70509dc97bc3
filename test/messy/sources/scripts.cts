import { item, type Source } from './source.cjs';

/** Output of Python, R and AI agents. */
export const SCRIPTS: readonly Source[] = [
	{
		name: 'pandas, to_csv',
		userId: 'user_id',
		items: [
			item({
				'': '0',
				user_id: 'u-1',
				seats: '5.0',
				trial: 'True',
				signed: '2026-06-20 10:00:00',
				tags: "['a', 'b']",
			}),
			item({ '': '1', user_id: 'u-2', trial: 'False', mrr: 'inf', plan: 'nan' }),
		],
		profiles: {
			rows: [
				{
					user_id: 'u-1',
					seats: '5.0',
					trial: 'True',
					signed: '2026-06-20 10:00:00',
					tags: "['a', 'b']",
				},
				{ user_id: 'u-2', trial: 'False' },
			],
			hints: { namelessProperty: [''], mistake: ['mrr', 'plan'] },
		},
	},
	{
		name: 'pandas, to_csv twice',
		userId: 'user_id',
		items: [item({ 'Unnamed: 0': '0', user_id: 'u-1', plan: 'pro' })],
		profiles: {
			rows: [{ user_id: 'u-1', plan: 'pro' }],
			hints: { namelessProperty: ['Unnamed: 0'] },
		},
	},
	{
		name: 'pandas, to_json',
		userId: 'user_id',
		items: [item({ user_id: 'u-1', seats: 5, trial: true, signed_at: 1781949600000, plan: null })],
		profiles: {
			rows: [{ user_id: 'u-1', seats: 5, trial: true, signed_at: 1781949600000, plan: null }],
		},
	},
	{
		name: 'pandas, to_json by columns',
		userId: 'user_id',
		items: [item({ user_id: { '0': 'u-1', '1': 'u-2' }, plan: { '0': 'pro', '1': 'free' } })],
		profiles: { refused: "'user_id' is an object instead of an ID" },
	},
	{
		name: 'pandas, to_json split',
		userId: 'user_id',
		items: [item({ columns: ['user_id', 'plan'], index: [0], data: [['u-1', 'pro']] })],
		profiles: { refused: "'user_id' is empty" },
	},
	{
		name: "Python, str() of a record's values",
		userId: 'user_id',
		items: [
			item({
				user_id: 'u-1',
				signed: "Timestamp('2026-06-20 10:00:00')",
				seats: 'np.int64(5)',
				owner: "ObjectId('665f1c2e9b1d8a0012345678')",
				plan: "b'pro'",
			}),
		],
		profiles: {
			rows: [{ user_id: 'u-1' }],
			hints: { mistake: ['signed', 'seats', 'owner', 'plan'] },
		},
	},
	{
		name: 'Python, a MongoDB ID as text',
		userId: 'user_id',
		items: [item({ user_id: "ObjectId('665f1c2e9b1d8a0012345678')", plan: 'pro' })],
		profiles: {
			refused: "'user_id' is \"ObjectId('665f1c2e9b1d8a0012345678')\", which is code and no ID",
		},
	},
	{
		name: 'R, write.csv',
		userId: 'user_id',
		items: [
			item({ '': '1', user_id: 'u-1', plan: 'NA', trial: 'TRUE' }),
			item({ '': '2', user_id: 'NA', plan: 'pro', trial: 'FALSE' }),
		],
		profiles: {
			rows: [
				{ user_id: 'u-1', plan: 'NA', trial: 'TRUE' },
				{ user_id: 'NA', plan: 'pro', trial: 'FALSE' },
			],
			hints: { namelessProperty: [''], unlikelyId: ['user_id'] },
		},
	},
	{
		name: 'An AI agent without an ID',
		userId: 'user_id',
		items: [item({ user_id: 'N/A', plan: 'pro' })],
		profiles: { refused: '\'user_id\' is "N/A", which comes from an empty or mistyped value' },
	},
	{
		name: 'An AI agent that takes an ID from instructions',
		userId: 'user_id',
		items: [item({ user_id: '<user_id>', plan: 'pro' })],
		profiles: { refused: '\'user_id\' is "<user_id>", which is code and no ID' },
	},
	{
		name: 'An AI agent that responds in prose',
		userId: 'user_id',
		items: [item({ user_id: 'I could not find the user', plan: 'pro' })],
		profiles: {
			rows: [{ user_id: 'I could not find the user', plan: 'pro' }],
			hints: { unlikelyId: ['user_id'] },
		},
	},
];
