import type { FakeAppcues, FakeJob, LogEntry } from '../../dev/fake-appcues/index.cjs';
import { readContacts, type Contact } from './contacts.cjs';

export const EXAMPLE = 'crm-contacts-to-segment.json';
export const SEGMENT = 'seg-crm-customers';

/** What happened when the contacts were posted. */
export interface ExampleRun {
	contacts: Contact[];
	/** The workflow's response to the post. */
	status: number;
	answer: string;
	membersBefore: Set<string>;
	membersAfter: Set<string>;
	/** What n8n sent to the fake Appcues in the meantime. */
	requests: LogEntry[];
	jobs: FakeJob[];
	milliseconds: number;
}

/** Posts all contacts to the production webhook of the example, as a CRM would. */
export async function runExample(n8nUrl: string, fake: FakeAppcues): Promise<ExampleRun> {
	const contacts = readContacts();
	const members = (): Set<string> => new Set(fake.account().segment(SEGMENT).members.keys());
	const membersBefore = members();
	const requestsBefore = fake.log.length;
	const jobsBefore = fake.account().jobs.size;
	const started = Date.now();
	const response = await fetch(`${n8nUrl}/webhook/crm-contacts`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(contacts),
	});
	const answer = await response.text();
	return {
		contacts,
		status: response.status,
		answer,
		membersBefore,
		membersAfter: members(),
		requests: fake.log.slice(requestsBefore),
		jobs: [...fake.account().jobs.values()].slice(jobsBefore),
		milliseconds: Date.now() - started,
	};
}
