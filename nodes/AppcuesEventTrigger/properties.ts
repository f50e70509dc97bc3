import type { INodeProperties } from 'n8n-workflow';

import { eventNamesField } from '../shared/events/eventNames';
import { optionsField } from '../shared/fields/options';
import { DEFAULT_LOOK_BACK, EXPERIENCES_LABEL } from './settings';

const options: INodeProperties[] = [
	{
		displayName: EXPERIENCES_LABEL,
		name: 'experienceIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getExperiences' },
		default: [],
		description:
			'Start only for these experiences. Studio URLs work too. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Look Back (Minutes)',
		name: 'lookBack',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_LOOK_BACK,
		description:
			'How late an event may reach analytics and still start the workflow. Each poll reads this far back.',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
];

/** The parameters of the trigger. n8n adds the poll times. */
export const eventTriggerProperties: INodeProperties[] = [
	{
		displayName:
			'Events reach Appcues analytics a few minutes after they happen. To start immediately, use the Appcues Trigger, which needs a webhook in Studio.',
		name: 'delayNotice',
		type: 'notice',
		default: '',
	},
	eventNamesField,
	optionsField(options),
];
