import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { WIRE_EVENTS, type WireEvent } from '../../dev/fake-appcues/model/wireEvents.cjs';
import { postWebhook, signatureHeaders, webhookBody } from '../../dev/fake-appcues/webhooks.cjs';
import { useAppcues } from '../support/appcues.cjs';
import { labelOf } from '../support/studioEntries.cjs';
import { NodePage } from './nodePage.cjs';

const SECRET = 'secret';
const ONLY_CUSTOM = 'only with *Custom Events*';

describe('The page of the trigger', () => {
	const appcues = useAppcues();
	const page = new NodePage('trigger');

	/**
	 * Sends every event of the contract to a trigger, and returns the positions of those that start its
	 * workflow.
	 */
	async function started(parameters: IDataObject): Promise<number[]> {
		const host = await appcues.engine.listen({
			type: 'appcuesTrigger',
			parameters: { events: [], customEvents: '', options: { simplify: false }, ...parameters },
			credentials: { appcuesApi: { accountId: '123456', webhookSecret: SECRET } },
			workflow: JSON.stringify(parameters),
		});
		try {
			const bodies = WIRE_EVENTS.map(({ name, attributes }, place) =>
				webhookBody(name, { id: String(place), attributes }),
			);
			const rawBody = JSON.stringify(bodies);
			const headers = signatureHeaders(rawBody, { secret: SECRET, at: Date.now() });
			expect(await postWebhook(host.url, rawBody, headers)).toMatchObject({ status: 200 });
			expect(host.started.length).toBeLessThanOrEqual(1);
			return host.items.map(({ id }) => Number(id));
		} finally {
			await host.close();
		}
	}

	it('has every event that Appcues sends, and the list entries that it matches', async () => {
		const { properties } = appcues.engine.description('appcuesTrigger');
		const options = properties.find(({ name }) => name === 'events')?.options ?? [];
		const labels = WIRE_EVENTS.map((): string[] => []);
		for (const option of options) {
			const value = 'value' in option ? option.value : '';
			for (const place of await started({ events: [value] })) labels[place]?.push(option.name);
		}
		WIRE_EVENTS.forEach(({ name, about, entries }, place) => {
			const expected = entries.map(labelOf).sort();
			expect([name, about, labels[place]]).toEqual([name, about, expected]);
		});
		const table = tableOf(WIRE_EVENTS, labels);
		if (process.env.UPDATE_DOCS) page.write('events', table);
		expect(page.read('events')).toBe(table);
	});

	it('is right that Custom Events accepts the name of every event', async () => {
		const customEvents = [...new Set(WIRE_EVENTS.map(({ name }) => name))].join(', ');
		expect(await started({ customEvents })).toHaveLength(WIRE_EVENTS.length);
	});
});

/** Returns a row for each name and what it starts, and one for all names that start nothing of the list. */
function tableOf(events: readonly WireEvent[], labels: readonly string[][]): string {
	const rows = new Map<string, { name: string; starts: string; about: string[] }>();
	events.forEach(({ name, about }, place) => {
		const starts = labels[place]?.map((label) => `*${label}*`).join(', ') || ONLY_CUSTOM;
		const key = `${name} ${starts}`;
		const row = rows.get(key) ?? { name: name.replace('appcues:', ''), starts, about: [] };
		if (about !== undefined) row.about.push(about);
		rows.set(key, row);
	});
	const names = [...new Set([...rows.values()].map(({ name }) => name))];
	const all = names.flatMap((name) => [...rows.values()].filter((row) => row.name === name));
	const isSplit = (name: string) => all.filter((row) => row.name === name).length > 1;
	const isOnlyCustom = ({ name, starts }: { name: string; starts: string }) =>
		starts === ONLY_CUSTOM && !isSplit(name);
	const lines = all
		.filter((row) => !isOnlyCustom(row))
		.map(({ name, starts, about }) => {
			const which = isSplit(name) ? about.join('; ') : '';
			return `| \`${name}\` | ${which} | ${starts} |`;
		});
	const others = all.filter(isOnlyCustom).map(({ name }) => `\`${name}\``);
	const last = `| ${others.join(', ')} | | ${ONLY_CUSTOM} |`;
	return ['| Event | Which | Starts |', '| --- | --- | --- |', ...lines, last].join('\n');
}
