import type { INodeProperties } from 'n8n-workflow';

import { studioEventOptions } from '../shared/events/studioEvents';
import { optionsField } from '../shared/fields/options';
import { DEFAULT_TOLERANCE } from './settings';

const options: INodeProperties[] = [
	{
		displayName: 'Experience Names or IDs',
		name: 'experienceIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getExperiences' },
		default: [],
		description:
			'Start only for these experiences. Studio URLs work too. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
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
		description: 'How far the time of a signed call may be from now. Other calls start nothing.',
	},
	{
		displayName: 'Verify Signature',
		name: 'verifySignature',
		type: 'boolean',
		default: true,
		description:
			"Whether calls must be signed with the credential's 'Webhook Secret'. When off, anyone who knows the URL can start it.",
	},
];

/** The parameters of the trigger. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Set up the webhook in Appcues: copy the production URL from Webhook URLs above. In Studio → Settings → Integrations → Webhooks, add a webhook, paste the URL and choose the events. Appcues calls it once this workflow is published.',
		name: 'studioNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: studioEventOptions,
		default: [],
		description:
			"The events that start the workflow. Leave this and 'Custom Events' empty to start with every event that Studio sends.",
	},
	{
		displayName: 'Custom Events',
		name: 'customEvents',
		type: 'string',
		default: '',
		placeholder: 'e.g. Trial Extended, appcues:step_completed',
		description:
			'Names of other events, comma-separated. Case, spaces, _, - and the prefix appcues: make no difference.',
	},
	optionsField(options),
];
