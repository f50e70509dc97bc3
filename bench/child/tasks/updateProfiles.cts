import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { setTimeout } from 'node:timers/promises';

import { bareClient } from '../bare.cjs';
import { workflowWay } from '../run.cjs';
import type { Spec, Way } from '../spec.cjs';
import { accountUrl, appcuesNode, chain, httpNode } from '../workflow.cjs';

/** Two properties for one user per item: as many requests as items. */

const userOf = (index: number) => ({
	user_id: `bench-${index}`,
	plan: index % 3 === 0 ? 'pro' : 'free',
	seats: index % 40,
});

const itemsOf = ({ count }: Spec): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({ json: userOf(index) }));

const node = workflowWay(
	() =>
		chain(
			appcuesNode('appcuesEndUser', {
				operation: 'update',
				userId: '={{ $json.user_id }}',
				attributes: {
					assignments: [
						{ id: 'a', name: 'plan', value: '={{ $json.plan }}', type: 'string' },
						{ id: 'b', name: 'seats', value: '={{ $json.seats }}', type: 'number' },
					],
				},
			}),
		),
	itemsOf,
);

/** With the defaults, or with a batch size: that many, a pause of a second, and failed items continue. */
const http = workflowWay((spec) => {
	const careful = spec.batchSize !== undefined;
	const batching = { batch: { batchSize: spec.batchSize ?? 0, batchInterval: 1000 } };
	return chain(
		httpNode(
			{ ...request(spec), options: careful ? { batching } : {} },
			spec.retryOnFail
				? { retryOnFail: true, maxTries: 3, waitBetweenTries: 1000 }
				: careful
					? { onError: 'continueRegularOutput' }
					: {},
		),
	);
}, itemsOf);

const request = (spec: Spec): IDataObject => ({
	method: 'PATCH',
	url: `=${accountUrl(spec)}/users/{{ encodeURIComponent($json.user_id) }}/profile`,
	sendBody: true,
	specifyBody: 'json',
	jsonBody: '={{ JSON.stringify({ plan: $json.plan, seats: $json.seats }) }}',
});

/** One every 1/rate seconds, even if earlier ones have no response yet. */
const bare: Way = async (spec) => {
	const client = bareClient(spec);
	const { count, requestsPerSecond = 50 } = spec;
	const requests = Array.from({ length: count }, (_, index) => {
		const { user_id: id, ...attributes } = userOf(index);
		return { path: `/users/${id}/profile`, body: JSON.stringify(attributes) };
	});
	const headers = { 'content-type': 'application/json' };
	return async () => {
		const start = performance.now();
		let failed = 0;
		const sending = requests.map(async ({ path, body }, index) => {
			const due = start + (index * 1000) / requestsPerSecond;
			await setTimeout(Math.max(0, due - performance.now()));
			await client.patch(path, body, { headers }).catch(() => (failed += 1));
		});
		await Promise.all(sending);
		return { items: count, failed };
	};
};

export const updateProfiles: Record<string, Way> = { node, http, bare };
