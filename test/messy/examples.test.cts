import { describe, expect, it } from '@jest/globals';

import { expectedOf, readContacts } from '../../scripts/start/contacts.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues({ jobDuration: 0 });
useFastTime();

/** The 1,000 HubSpot contacts of the examples, as n8n's Extract from File outputs them. */
const contacts = readContacts();

describe('the contacts of the examples', () => {
	it('are added to a segment without a hint, except the one about blank IDs', async () => {
		const run = await appcues.run({
			type: 'appcuesSegment',
			parameters: {
				operation: 'addUsers',
				segmentId: { __rl: true, mode: 'id', value: 'seg-crm-customers' },
				userIds: '={{ $json["Product User ID"] }}',
			},
			input: contacts.filter((each) => each['Lifecycle Stage']?.toLowerCase() === 'customer'),
		});
		const { blank, userIds } = expectedOf(contacts);
		expect(run.hints).toEqual([
			expect.stringMatching(
				`^${blank} blank user IDs were skipped\\. Found in (item \\d+, ){9}item`,
			),
		]);
		const sent = appcues.fake
			.requests('POST', '/add_user_ids')
			.flatMap(({ body }) => (body as { user_ids: string[] }).user_ids);
		expect(new Set(sent)).toEqual(userIds);
	});

	it('are imported as profiles without a hint, except the one about empty cells', async () => {
		const known = contacts.filter((each) => (each['Product User ID'] ?? '').trim() !== '');
		const run = await appcues.run({
			type: 'appcuesImport',
			parameters: { operation: 'profiles', userIdField: 'Product User ID' },
			input: known,
		});
		expect(run.error).toBeUndefined();
		const columns = ['Phone Number', 'Contact owner', 'Lead Status'];
		expect(run.hints).toEqual([
			expect.stringMatching(`are empty strings.*'${columns.join("' .*'")}' \\([^']*$`),
		]);
	});
});
