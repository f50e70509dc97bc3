import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../../dev/n8n/paths.cjs';

export const CONTACTS_FILE = 'examples/data/hubspot-contacts.csv';

export type Contact = Record<string, string>;

/** Returns the contacts of the example file, with their values unchanged. */
export function readContacts(): Contact[] {
	return parse(readFileSync(join(ROOT, CONTACTS_FILE)), { columns: true, bom: true });
}

/** Computes the expected result of the example for a list of contacts, independently of its nodes. */
export interface Expected {
	customers: number;
	blank: number;
	userIds: Set<string>;
}

export function expectedOf(contacts: Contact[]): Expected {
	const customers = contacts.filter(
		(contact) => contact['Lifecycle Stage']?.toLowerCase() === 'customer',
	);
	const ids = customers.map((contact) => (contact['Product User ID'] ?? '').trim());
	return {
		customers: customers.length,
		blank: ids.filter((id) => id === '').length,
		userIds: new Set(ids.filter((id) => id !== '')),
	};
}
