import { item, type Source } from './source.cjs';

/** Output of the nodes for Google Sheets, Microsoft Excel 365 and forms. */
export const SPREADSHEETS: readonly Source[] = [
	{
		name: 'Google Sheets',
		userId: 'User ID',
		items: [
			item({ row_number: 2, 'User ID': 'u-1', Plan: 'pro', Seats: 5, Trial: true, Renewal: '' }),
			item({
				row_number: 3,
				'User ID': 'u-2',
				Plan: 'free',
				Seats: 7,
				Trial: false,
				Renewal: '2026-06-20',
			}),
		],
		profiles: {
			rows: [
				{ user_id: 'u-1', Plan: 'pro', Seats: 5, Trial: true, Renewal: '' },
				{ user_id: 'u-2', Plan: 'free', Seats: 7, Trial: false, Renewal: '2026-06-20' },
			],
			hints: { emptyString: ['Renewal'] },
		},
	},
	{
		name: 'Google Sheets, a column without a heading',
		userId: 'User ID',
		items: [item({ row_number: 2, 'User ID': 'u-1', col_2: 'call back', Plan: 'pro' })],
		profiles: { rows: [{ user_id: 'u-1', Plan: 'pro' }], hints: { namelessProperty: ['col_2'] } },
	},
	{
		name: 'Google Sheets, formatted',
		userId: 'User ID',
		items: [
			item({
				row_number: 2,
				'User ID': '1042',
				Trial: 'TRUE',
				MRR: '$1,200.50',
				Rate: '35%',
				'Renewal Date': '6/20/2026',
			}),
		],
		profiles: {
			rows: [
				{
					user_id: '1042',
					Trial: 'TRUE',
					MRR: '$1,200.50',
					Rate: '35%',
					'Renewal Date': '6/20/2026',
				},
			],
			hints: { unusableDate: ['Renewal Date'] },
		},
	},
	{
		name: 'Google Sheets, typed by hand',
		userId: 'User ID',
		items: [
			item({ row_number: 2, 'User ID': 'u-1', MRR: 1200.5, Trial: true, Plan: 'pro ' }),
			item({ row_number: 3, 'User ID': 'u-2', MRR: '$1,200.50', Trial: 'yes', Plan: 'pro' }),
		],
		profiles: {
			rows: [
				{ user_id: 'u-1', MRR: 1200.5, Trial: true, Plan: 'pro ' },
				{ user_id: 'u-2', MRR: '$1,200.50', Trial: 'yes', Plan: 'pro' },
			],
			hints: { spaceInValue: ['Plan'], mixedNumbers: ['MRR'], mixedBooleans: ['Trial'] },
		},
	},
	{
		name: 'Microsoft Excel 365',
		userId: 'User ID',
		items: [
			item({
				'User ID': 'u-1',
				Plan: '',
				Seats: 5,
				Trial: true,
				'Renewal Date': 46193,
				Owner: '#N/A',
				Revenue: 46193,
			}),
		],
		profiles: {
			rows: [
				{ user_id: 'u-1', Plan: '', Seats: 5, Trial: true, 'Renewal Date': 46193, Revenue: 46193 },
			],
			hints: { unusableDate: ['Renewal Date'], mistake: ['Owner'], emptyString: ['Plan'] },
		},
	},
	{
		name: 'Typeform',
		userId: 'What is your user ID?',
		items: [
			item({
				'What is your user ID?': 'u-1',
				'Which features do you use?': ['Flows', 'Pins'],
				'Would you recommend us?': 9,
				'May we call you?': true,
			}),
		],
		profiles: {
			rows: [
				{
					user_id: 'u-1',
					'Which features do you use?': 'Flows, Pins',
					'Would you recommend us?': 9,
					'May we call you?': true,
				},
			],
		},
	},
	{
		name: 'Google Forms in Google Sheets',
		userId: 'User ID',
		items: [item({ row_number: 2, Timestamp: '6/20/2026 10:00:00', 'User ID': 'u-1', Score: 9 })],
		profiles: {
			rows: [{ user_id: 'u-1', Timestamp: '6/20/2026 10:00:00', Score: 9 }],
			hints: { unusableDate: ['Timestamp'] },
		},
	},
];
