import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { bareClient, sendAll } from '../bare.cjs';
import { noOpWay, workflowWay } from '../run.cjs';
import type { Spec, Way } from '../spec.cjs';
import { accountUrl, appcuesNode, chain, httpNode, loopOver, nodeOf } from '../workflow.cjs';

/** Profiles with seven properties, one per item. */

const PATH = '/import/profiles';
const BATCH = 10_000;
const TYPE = 'application/ndjson';

const profileOf = (index: number): IDataObject => ({
	user_id: `user-${100_000 + index}`,
	email: `person${index}@company${index % 977}.example`,
	name: `Person Number ${index}`,
	plan: index % 3 === 0 ? 'pro' : 'free',
	seats: index % 40,
	mrr: (index % 400) * 0.25,
	active: index % 2 === 0,
	signed_up: '2026-03-14T09:26:53Z',
});

const itemsOf = ({ count }: Spec): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({ json: profileOf(index) }));

const node = workflowWay(
	() => chain(appcuesNode('appcuesImport', { operation: 'profiles' })),
	itemsOf,
);

/** One request per item. */
const http = workflowWay((spec) => chain(request(spec, '={{ JSON.stringify($json) }}')), itemsOf);

/** Loops over items in batches, aggregates a batch into a list, writes it with an expression and sends it. */
const loop = workflowWay((spec) => {
	const aggregate = nodeOf('Aggregate', 'n8n-nodes-base.aggregate', {
		aggregate: 'aggregateAllItemData',
		destinationFieldName: 'rows',
	});
	return loopOver(BATCH, [
		aggregate,
		request(spec, "={{ $json.rows.map((row) => JSON.stringify(row)).join('\\n') }}"),
	]);
}, itemsOf);

const request = (spec: Spec, body: string) =>
	httpNode({
		method: 'POST',
		url: `${accountUrl(spec)}${PATH}`,
		sendBody: true,
		contentType: 'raw',
		rawContentType: TYPE,
		body,
	});

const bare: Way = async (spec) => {
	const client = bareClient(spec);
	const lines = Array.from({ length: spec.count }, (_, index) => JSON.stringify(profileOf(index)));
	const requests = Array.from({ length: Math.ceil(spec.count / BATCH) }, (_, batch) => ({
		method: 'POST',
		url: PATH,
		headers: { 'content-type': TYPE },
		data: Buffer.from(`${lines.slice(batch * BATCH, (batch + 1) * BATCH).join('\n')}\n`),
	}));
	return async () => ({ items: (await sendAll(client, requests)).length });
};

export const importProfiles: Record<string, Way> = {
	node,
	http,
	loop,
	bare,
	noop: noOpWay(itemsOf),
};
