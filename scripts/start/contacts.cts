import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../../dev/n8n/paths.cjs';

export const CONTACTS_FILE = 'examples/data/hubspot-contacts.csv';

export type Contact = Record<string, string>;

/** @returns the contacts of the example file, values as they are in it */
export function readContacts(): Contact[] {
	return parse(readFileSync(join(ROOT, CONTACTS_FILE)), { columns: true, bom: true });
}

/** What the example has to do with a list of contacts, worked out without any of its parts. */
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
