import { describe, expect, it } from '@jest/globals';

import { atLeast } from '../../dev/elements.cjs';
import { searchList } from '../../dev/n8n/searchList.cjs';
import { byId, NODE, outputOf, runNode, typeOf } from './nodeWorkflow.cjs';
import { withRealN8n } from '../../dev/n8n/realN8n.cjs';

describe('the Experience and Account nodes in a real n8n', () => {
	const real = withRealN8n();

	it('Experience: publishes experiences of several types, one per item', async () => {
		const drafts = [
			{ kind: 'pins', id: 'pin-filter' },
			{ kind: 'launchpads', id: 'launchpad-beta' },
		];
		const published = await runNode(
			real,
			'appcuesExperience',
			{
				operation: 'publish',
				experienceType: '={{ $json.kind }}',
				experienceId: byId('={{ $json.id }}'),
			},
			drafts,
		);
		expect(outputOf(published)).toEqual(drafts.map(({ id }) => ({ id, published: true })));
		for (const { id } of drafts) expect(real.fake.account().experience(id).published).toBe(true);
	});

	it('Experience: returns screenshots as a ZIP file', async () => {
		const done = await runNode(real, 'appcuesExperience', {
			operation: 'getScreenshots',
			experienceType: 'flows-v2',
			experienceId: byId('flow2-tour'),
		});
		const [item] = done.data.resultData.runData[NODE]?.[0]?.data?.main?.[0] ?? [];
		expect(item).toMatchObject({
			json: { id: 'flow2-tour', experienceType: 'flows-v2' },
			binary: { data: { fileExtension: 'zip', mimeType: 'application/zip' } },
		});
	});

	it('Experience: lists the selected type in the editor', async () => {
		const list = async (experienceType: string) =>
			await searchList(real.n8n, {
				nodeType: typeOf('appcuesExperience'),
				parameter: 'experienceId',
				method: 'searchExperiences',
				credential: real.credential,
				parameters: { operation: 'get', experienceType },
			});
		expect((await list('pins')).map(({ value }) => value)).toEqual(['pin-filter', 'pin-search']);
		expect((await list('nps')).map(({ value }) => value)).toEqual(['nps-trial', 'nps-quarterly']);
	});

	it('Account: replaces the ingestion rules and restores the old ones', async () => {
		const rules = { resource: 'ingestionRule', operation: 'replaceIngestionRules' };
		const before = real.fake.account().ingestionRules;
		const replaced = outputOf(
			await runNode(real, 'appcuesAccount', { ...rules, rulesJson: '[{ "mode": "allow" }]' }),
		);
		expect(replaced).toEqual([{ rules: [{ mode: 'allow' }], replaced: before }]);
		const back = { ...rules, rulesJson: '={{ $json.replaced }}' };
		expect(outputOf(await runNode(real, 'appcuesAccount', back, replaced))).toEqual([
			{ rules: before, replaced: [{ mode: 'allow' }] },
		]);
		expect(real.fake.account().ingestionRules).toEqual(before);
	});

	it('Account: creates an SDK key, enforces it and deletes it', async () => {
		const account = async (operation: string, parameters = {}) =>
			outputOf(
				await runNode(real, 'appcuesAccount', { resource: 'sdkKey', operation, ...parameters }),
			);
		const [made] = atLeast(1, await account('createSdkKey', { name: 'Mobile app' }));
		expect(made).toMatchObject({ name: 'Mobile app', key: expect.any(String) });
		const sdkKeyId = String(made.id);
		expect(await account('setEnforcementMode', { sdkKeyId, enabled: true })).toEqual([
			{ id: sdkKeyId, enforcementMode: true },
		]);
		const listed = await account('getAllSdkKeys');
		expect(listed).toContainEqual(
			expect.objectContaining({ id: sdkKeyId, enforcement_mode: true }),
		);
		expect(await account('deleteSdkKey', { sdkKeyId })).toEqual([{ deleted: true, id: sdkKeyId }]);
		const tags = { resource: 'tag', returnAll: true };
		expect(await account('getAllTags', tags)).toHaveLength(3);
	});
});
