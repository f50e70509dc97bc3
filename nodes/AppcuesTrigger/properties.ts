import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../shared/node/optionsField';
import { eventOptions } from './events';
import { DEFAULT_TOLERANCE } from './settings';

const options: INodeProperties[] = [
	{
		displayName: 'Experience IDs',
		name: 'experienceIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0c9f3d52-6a1e-4b8e-8f27-5d1b7e0a9c43',
		description:
			'Listen only to events of these flows, checklists, pins, surveys or workflows: a comma-separated list of IDs, or an array. Events that name no experience then start nothing.',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Tolerance (Seconds)',
		name: 'tolerance',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_TOLERANCE,
		description:
			'How far the time of a signed call may be from now. Calls that are older or further ahead start nothing.',
	},
	{
		displayName: 'Verify Signature',
		name: 'verifySignature',
		type: 'boolean',
		default: true,
		description:
			"Whether calls have to be signed with the credential's 'Webhook Secret'. When off, whoever knows the webhook's address can start the workflow.",
	},
];

/** What a trigger can be set to. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Appcues has no API to register webhooks: open Webhook URLs above and copy the production URL. In Appcues open Studio → Settings → Integrations → Webhooks, add a webhook, paste the URL and choose the events there too. It is called once this workflow is published.',
		name: 'studioNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: eventOptions,
		default: [],
		description:
			"The events that start the workflow, of those that the webhook in Studio sends. With none here and none in 'Custom Events', every event does.",
	},
	{
		displayName: 'Custom Events',
		name: 'customEvents',
		type: 'string',
		default: '',
		placeholder: 'e.g. Trial Extended, appcues:step_completed',
		description:
			'Names of further events, comma-separated. Upper and lower case, spaces, _, - and appcues: at the start make no difference.',
	},
	optionsField(options),
];
