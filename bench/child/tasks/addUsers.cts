import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { bareClient, sendAll } from '../bare.cjs';
import { noOpWay, workflowWay } from '../run.cjs';
import type { Spec, Way } from '../spec.cjs';
import { accountUrl, appcuesNode, chain, httpNode, loopOver, nodeOf } from '../workflow.cjs';

/** One user per item into one existing segment. */

const PATH = '/segments/seg-trial/add_user_ids';
const BATCH = 10_000;

const idOf = (index: number) => `user-${100_000 + index}`;

const itemsOf = ({ count }: Spec): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({
		json: {
			user_id: idOf(index),
			email: `person${index}@company${index % 977}.example`,
			plan: index % 3 === 0 ? 'pro' : 'free',
			seats: index % 40,
			signed_up: '2026-03-14T09:26:53Z',
		},
	}));

const segmentNode = (userIds: string, items = itemsOf, options: IDataObject = {}): Way =>
	workflowWay(
		() =>
			chain(
				appcuesNode('appcuesSegment', {
					operation: 'addUsers',
					segmentId: { __rl: true, mode: 'id', value: 'seg-trial' },
					userIds,
					options,
				}),
			),
		items,
	);

const node = segmentNode('={{ $json.user_id }}');

/** With an expression that only n8n can evaluate, once per item. */
const evaluated = segmentNode('={{ $json.user_id.trim().toLowerCase() }}');

/** All IDs as an array in one item. */
const oneItemOf = ({ count }: Spec): INodeExecutionData[] => [
	{ json: { ids: Array.from({ length: count }, (_, index) => idOf(index)) } },
];

const list = segmentNode('={{ $json.ids }}', oneItemOf);

/** The same with one job for each user. */
const jobs = segmentNode('={{ $json.ids }}', oneItemOf, { batchSize: 1 });

/** One request per item. */
const http = workflowWay(
	(spec) => chain(request(spec, '={{ JSON.stringify({ user_ids: [$json.user_id] }) }}')),
	itemsOf,
);

/** Loops over items in batches, aggregates the IDs of a batch into a list and sends it. */
const loop = workflowWay((spec) => {
	const aggregate = nodeOf('Aggregate', 'n8n-nodes-base.aggregate', {
		fieldsToAggregate: { fieldToAggregate: [{ fieldToAggregate: 'user_id' }] },
	});
	return loopOver(BATCH, [
		aggregate,
		request(spec, '={{ JSON.stringify({ user_ids: $json.user_id }) }}'),
	]);
}, itemsOf);

const request = (spec: Spec, jsonBody: string) =>
	httpNode({
		method: 'POST',
		url: `${accountUrl(spec)}${PATH}`,
		sendBody: true,
		specifyBody: 'json',
		jsonBody,
	});

const bare: Way = async (spec) => {
	const client = bareClient(spec);
	const ids = Array.from({ length: spec.count }, (_, index) => idOf(index));
	const requests = Array.from({ length: Math.ceil(spec.count / BATCH) }, (_, batch) => ({
		method: 'POST',
		url: PATH,
		headers: { 'content-type': 'application/json' },
		data: Buffer.from(JSON.stringify({ user_ids: ids.slice(batch * BATCH, (batch + 1) * BATCH) })),
	}));
	return async () => ({ items: (await sendAll(client, requests)).length });
};

export const addUsers: Record<string, Way> = {
	node,
	evaluated,
	list,
	jobs,
	http,
	loop,
	bare,
	noop: noOpWay(itemsOf),
};
