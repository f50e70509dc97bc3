import { elementAt } from '../../dev/elements.cjs';
import type { ContactRow } from './contactRows.cjs';

/**
 * Makes tidy contacts as untidy as contact exports are: duplicates, blank and padded IDs, odd
 * capitals in the stage, text that a careless CSV reader falls over. Fixed positions, no chance:
 * each case is in the file for sure, and several times where it should be.
 */
export function makeMess(rows: ContactRow[]): ContactRow[] {
	const messy = rows.map((row, index) => ({ ...row, ...oddities(row, index) }));
	repeatContacts(messy);
	return [...messy.slice(0, 40), ...singleCases(messy), ...messy.slice(40)].slice(0, rows.length);
}

function oddities(row: ContactRow, index: number): Partial<ContactRow> {
	const id = row['Product User ID'];
	const stage = row['Lifecycle Stage'];
	return {
		...(index % 29 === 3 && { 'Product User ID': ['', ' ', '\t', '   '][index % 4] ?? '' }),
		...(index % 23 === 5 && { 'Product User ID': ` ${id} ` }),
		...(index % 41 === 7 && { 'Product User ID': `\t${id}` }),
		...(index % 37 === 8 && { 'Product User ID': `${id}\u00a0` }),
		...(index % 31 === 9 && { 'Lifecycle Stage': stage.toLowerCase() }),
		...(index % 67 === 10 && { 'Lifecycle Stage': stage.toUpperCase() }),
	};
}

/** The same person twice: under another record, or the very same record again. */
function repeatContacts(rows: ContactRow[]): void {
	for (let index = 60; index < rows.length; index += 33) {
		const earlier = rows[index - 47];
		const row = rows[index];
		if (!earlier || !row) continue;
		const isSameRecord = index % 2 === 0;
		rows[index] = isSameRecord ? { ...earlier } : { ...earlier, 'Record ID': row['Record ID'] };
	}
}

/** One contact each for what is rare but decides whether a tool can be trusted. All are customers. */
function singleCases(rows: ContactRow[]): ContactRow[] {
	const cases: Array<Partial<ContactRow>> = [
		{ 'Company Name': 'Smith, Jones & "Partners" Ltd.' },
		{ 'Company Name': 'Two Lines\nof Company Inc.' },
		// Two users: capitals count in Appcues.
		{ 'Product User ID': 'user-1042' },
		{ 'Product User ID': 'User-1042' },
		// The same letter for the eye, two users for a computer: é, and e with an accent on top.
		{ 'Product User ID': 'ren\u00e9 1' },
		{ 'Product User ID': 'rene\u0301 1' },
		{ 'Product User ID': 'acme  corp/7' },
		{ 'Product User ID': 'acme corp/7' },
		{ 'Product User ID': 'o\'neil "the" 4th' },
		{ 'Product User ID': '100%25?&#1' },
		{ 'Product User ID': '0' },
	];
	return cases.map((change, index) => ({
		...elementAt(rows, 100 + index),
		'Record ID': String(90_001 + index),
		'Lifecycle Stage': 'Customer',
		'Product User ID': `vip-${index + 1}`,
		...change,
	}));
}
