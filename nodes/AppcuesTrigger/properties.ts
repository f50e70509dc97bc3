import type { INodeProperties } from 'n8n-workflow';

import { studioEventOptions } from '../shared/events/studioEvents';
import { experiencesOption } from '../shared/fields/experienceIds';
import { optionsField } from '../shared/fields/options';
import { simplifyField } from '../shared/fields/simplify';
import { DEFAULT_TOLERANCE } from './settings';

const options: INodeProperties[] = [
	experiencesOption,
	simplifyField,
	{
		displayName: 'Tolerance (Seconds)',
		name: 'tolerance',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_TOLERANCE,
		description:
			'How far the time of a signed call can be from now. The trigger refuses other calls.',
	},
	{
		displayName: 'Verify Signature',
		name: 'verifySignature',
		type: 'boolean',
		default: true,
		description:
			"Whether to check the signature of calls with 'Webhook Secret'. If off, anyone with the URL can start the workflow.",
	},
];

/** The parameters of the trigger. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			"To set up: open 'Webhook URLs' above and copy the production URL. In Studio → Settings → Integrations → Webhooks, add a webhook with this URL and choose the events. Copy its secret into 'Webhook Secret' of the credential. Then publish this workflow.",
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
			"The events that start the workflow. If this and 'Custom Events' are empty, every event starts it.",
	},
	{
		displayName: 'Custom Events',
		name: 'customEvents',
		type: 'string',
		default: '',
		placeholder: 'e.g. Trial Extended, appcues:step_completed',
		description:
			'Comma-separated names of other events. Ignores case, spaces, _, - and the prefix appcues:.',
	},
	optionsField(options),
];
