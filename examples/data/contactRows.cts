/** A row of the file, column by column. */
export type ContactRow = Record<Column, string>;

export const COLUMNS = [
	'Record ID',
	'First Name',
	'Last Name',
	'Email',
	'Phone Number',
	'Contact owner',
	'Lifecycle Stage',
	'Lead Status',
	'Company Name',
	'Create Date',
	'Last Activity Date',
	'Product User ID',
] as const;

type Column = (typeof COLUMNS)[number];

// The package is an ES module, which this kind of file can only import while it runs.
type FakerModule = typeof import('@faker-js/faker', { with: { 'resolution-mode': 'import' } });
type Faker = FakerModule['faker'];

const STAGES = [
	{ value: 'Subscriber', weight: 10 },
	{ value: 'Lead', weight: 18 },
	{ value: 'Marketing Qualified Lead', weight: 10 },
	{ value: 'Opportunity', weight: 10 },
	{ value: 'Customer', weight: 40 },
	{ value: 'Evangelist', weight: 5 },
	{ value: 'Other', weight: 7 },
];
const OWNERS = ['Ana Ribeiro', 'Jonas Weiß', 'Priya Nair', ''];
const LEAD_STATUSES = ['New', 'Open', 'In Progress', 'Connected', 'Unqualified', ''];
// Fixed, so that the file does not depend on the day it is made.
const LAST_DAY = new Date('2026-10-31T18:00:00Z');

/** Makes contacts, each with names of one of several languages; the same ones every time. */
export async function contactMaker(): Promise<(recordId: number) => ContactRow> {
	const { Faker, base, de, en, fr, ja, pl, tr } = await import('@faker-js/faker');
	const languages = [en, en, en, de, fr, ja, pl, tr].map(
		(language) => new Faker({ locale: [language, en, base] }),
	);
	languages.forEach((faker, index) => faker.seed(2026 + index));
	return (recordId) =>
		contact(languages[recordId % languages.length] ?? new Faker({ locale: en }), recordId);
}

function contact(faker: Faker, recordId: number): ContactRow {
	const firstName = faker.person.firstName();
	const lastName = faker.person.lastName();
	const provider = faker.helpers.arrayElement(['example.com', 'example.org', 'example.net']);
	const created = faker.date.past({ years: 3, refDate: LAST_DAY });
	return {
		'Record ID': String(recordId),
		'First Name': firstName,
		'Last Name': lastName,
		Email: faker.internet.email({ firstName, lastName, provider }).toLowerCase(),
		// 555-01xx is kept free for made-up numbers.
		'Phone Number':
			faker.helpers.maybe(() => faker.helpers.replaceSymbols('+1 ###-555-01##')) ?? '',
		'Contact owner': faker.helpers.arrayElement(OWNERS),
		'Lifecycle Stage': faker.helpers.weightedArrayElement(STAGES),
		'Lead Status': faker.helpers.arrayElement(LEAD_STATUSES),
		'Company Name': faker.company.name(),
		'Create Date': minute(created),
		'Last Activity Date': minute(faker.date.between({ from: created, to: LAST_DAY })),
		'Product User ID': productUserId(faker, recordId),
	};
}

/**
 * The user's ID in the product. Some have spaces, slashes or letters beyond ASCII, as real ones do.
 * None has a comma: the node's User IDs field also takes a comma-separated list. None is an email
 * address: Appcues could never show anything to such a user.
 */
function productUserId(faker: Faker, recordId: number): string {
	const number = recordId - 20_000;
	return faker.helpers.weightedArrayElement([
		{ value: `user-${number}`, weight: 60 },
		{ value: faker.string.uuid(), weight: 15 },
		{ value: `acme corp/${number}`, weight: 10 },
		{ value: `ü-ser ${number}`, weight: 8 },
		{ value: `ユーザー${number}`, weight: 2 },
		{ value: `00${number}`, weight: 5 },
	]);
}

const minute = (date: Date): string => date.toISOString().slice(0, 16).replace('T', ' ');
