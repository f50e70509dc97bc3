import { describe, expect, it } from '@jest/globals';

import { exampleFiles, importExample } from '../../dev/n8n/examples.cjs';
import { expectedOf } from '../../scripts/start/contacts.cjs';
import { EXAMPLE, runExample } from '../../scripts/start/runExample.cjs';
import { verify } from '../../scripts/start/verify.cjs';
import { withRealN8n } from '../../dev/n8n/realN8n.cjs';

describe('the example workflows in a real n8n', () => {
	const real = withRealN8n();

	it.each(exampleFiles())('%s uses only nodes that n8n has', async (file) => {
		const known = [
			...(await real.n8n.nodeTypes()).map(({ name }) => name),
			'n8n-nodes-base.stickyNote',
		];
		const { nodes } = await importExample(real.n8n, file, real.credential);
		expect(nodes.map(({ type }) => type).filter((type) => !known.includes(type))).toEqual([]);
	});

	it('adds the customers among 1,000 CRM contacts to the segment with one request', async () => {
		const workflow = await importExample(real.n8n, EXAMPLE, real.credential);
		await real.n8n.activate(workflow);
		const run = await runExample(real.n8n.url, real.fake);
		expect(verify(run, real.fake)).toEqual([]);
		expect(run.membersAfter.size).toBe(expectedOf(run.contacts).userIds.size);
		expect(real.fake.requests('POST')).toHaveLength(1);
		expect(JSON.parse(run.answer)).toEqual([
			expect.objectContaining({ segmentId: 'seg-crm-customers', status: 'COMPLETED' }),
		]);
	});

	it('responds to a CRM that posts no customers, and sends nothing', async () => {
		const contacts = [{ 'Lifecycle Stage': 'Lead', 'Product User ID': 'ada' }];
		const response = await fetch(`${real.n8n.url}/webhook/crm-contacts`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(contacts),
		});
		expect(response.status).toBe(200);
		expect(real.fake.log).toEqual([]);
	});
});
