import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { COLUMNS, contactMaker } from './contactRows.cjs';
import { makeMess } from './mess.cjs';

// Usage: tsx examples/data/generate.cts [--check]
// Writes hubspot-contacts.csv, or with --check tells whether it is what this program writes.

const FILE = join(__dirname, 'hubspot-contacts.csv');
const ROWS = 1000;
const FIRST_RECORD = 21_001;

/** @returns 1,000 contacts as HubSpot exports them: every value in quotes. The same text every time. */
export async function generateContacts(): Promise<string> {
	const make = await contactMaker();
	const rows = makeMess(Array.from({ length: ROWS }, (_, index) => make(FIRST_RECORD + index)));
	return [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))]
		.map((values) => `${values.map(quoted).join(',')}\n`)
		.join('');
}

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

async function main(): Promise<void> {
	const text = await generateContacts();
	if (!process.argv.includes('--check')) return await writeFile(FILE, text);
	if ((await readFile(FILE, 'utf8')) === text) return console.log(`${FILE} is as generated`);
	console.error(`${FILE} differs from what generate.cts writes: run it without --check`);
	process.exitCode = 1;
}

if (require.main === module) void main();
