import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { DEMO } from '../../../dev/fake-appcues/index.cjs';
import { NPS_2 } from '../../../dev/fake-appcues/model/demoContent.cjs';
import { experienceStep, surveyAnswer } from '../../../dev/fake-appcues/model/sdkEvents.cjs';
import { sendWebhook } from '../../../dev/fake-appcues/webhooks.cjs';
import type { Scene } from '../scene.cjs';
import { appcues } from './parts.cjs';

export const trigger: Scene = {
	name: 'NPS to the team',
	nodes: [
		{
			...appcues('NPS Score Given', 'appcuesTrigger', {
				events: ['nps_score', 'nps_feedback'],
				options: { experienceIds: [NPS_2.id] },
			}),
			webhookId: 'nps-scores',
		},
	],
	call: async (url) => await callTrigger(`${url}/webhook-test/nps-scores/webhook`),
};

/** Sends what Appcues sends after a survey response, as soon as the trigger listens. */
async function callTrigger(url: string): Promise<void> {
	const secret = DEMO.webhookSecret;
	const changes = {
		id: randomUUID(),
		timestamp: new Date().toISOString(),
		attributes: { ...experienceStep(NPS_2, randomUUID(), 0), ...surveyAnswer(9, 'Saves me hours') },
	};
	for (let tries = 0; tries < 50; tries += 1) {
		const { status } = await sendWebhook(url, {
			name: 'appcues:v2:step_interaction',
			changes,
			secret,
		});
		if (status !== 404) return;
		await sleep(200);
	}
	throw new Error('The trigger is not listening');
}
