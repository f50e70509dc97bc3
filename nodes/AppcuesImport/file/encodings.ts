import type { INodeProperties } from 'n8n-workflow';

/** The encodings of files. The keys are labels of TextDecoder, and saved in workflows. */
export const ENCODINGS = {
	big5: 'Big5',
	'euc-jp': 'EUC-JP',
	'euc-kr': 'EUC-KR',
	gb18030: 'GB18030',
	'iso-8859-1': 'ISO-8859-1',
	'iso-8859-2': 'ISO-8859-2',
	'iso-8859-15': 'ISO-8859-15',
	macintosh: 'Macintosh',
	shift_jis: 'Shift_JIS',
	'utf-16be': 'UTF-16 BE',
	'utf-16le': 'UTF-16 LE',
	'utf-8': 'UTF-8',
	'windows-1250': 'Windows-1250',
	'windows-1251': 'Windows-1251',
	'windows-1252': 'Windows-1252',
} as const;

/** The encoding of a file. */
export type Encoding = keyof typeof ENCODINGS;

export const ENCODING_LABEL = 'Encoding';

/** Returns whether a value is one of the encodings. */
export const isEncoding = (value: unknown): value is Encoding =>
	typeof value === 'string' && Object.hasOwn(ENCODINGS, value);

/** The option 'Encoding' of a file. */
export const encodingOption: INodeProperties = {
	displayName: ENCODING_LABEL,
	name: 'encoding',
	type: 'options',
	options: [
		{ name: ENCODINGS.big5, value: 'big5', description: 'Traditional Chinese' },
		{
			name: 'Detect',
			value: 'auto',
			description: 'UTF-8, or UTF-16 with a byte order mark. The node refuses other files.',
		},
		{ name: ENCODINGS['euc-jp'], value: 'euc-jp', description: 'Japanese' },
		{ name: ENCODINGS['euc-kr'], value: 'euc-kr', description: 'Korean' },
		{ name: ENCODINGS.gb18030, value: 'gb18030', description: 'Simplified Chinese, also GBK' },
		{ name: ENCODINGS['iso-8859-1'], value: 'iso-8859-1', description: 'Western Europe (Latin 1)' },
		{
			name: ENCODINGS['iso-8859-15'],
			value: 'iso-8859-15',
			description: 'Western Europe with the euro sign (Latin 9)',
		},
		{ name: ENCODINGS['iso-8859-2'], value: 'iso-8859-2', description: 'Central Europe (Latin 2)' },
		{
			name: ENCODINGS.macintosh,
			value: 'macintosh',
			description: 'What Excel saves as "CSV (Macintosh)"',
		},
		{ name: ENCODINGS.shift_jis, value: 'shift_jis', description: 'Japanese' },
		{ name: ENCODINGS['utf-16be'], value: 'utf-16be', description: 'Big-endian' },
		{
			name: ENCODINGS['utf-16le'],
			value: 'utf-16le',
			description: 'What Excel saves as "Unicode Text"',
		},
		{ name: ENCODINGS['utf-8'], value: 'utf-8', description: 'What Excel saves as "CSV UTF-8"' },
		{ name: ENCODINGS['windows-1250'], value: 'windows-1250', description: 'Central Europe' },
		{ name: ENCODINGS['windows-1251'], value: 'windows-1251', description: 'Cyrillic' },
		{
			name: ENCODINGS['windows-1252'],
			value: 'windows-1252',
			description: 'Western Europe: what Excel saves as "CSV (Comma delimited)"',
		},
	],
	default: 'auto',
	description: 'The character encoding of the file. The node always sends UTF-8 to Appcues.',
};
