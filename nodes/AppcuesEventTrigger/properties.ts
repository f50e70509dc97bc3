import type { INodeProperties } from 'n8n-workflow';

import { eventNamesField } from '../shared/events/eventNames';
import { experiencesOption } from '../shared/fields/experienceIds';
import { optionsField } from '../shared/fields/options';
import { simplifyField } from '../shared/fields/simplify';
import { DEFAULT_LOOK_BACK } from './settings';

const options: INodeProperties[] = [
	experiencesOption,
	{
		displayName: 'Look Back (Minutes)',
		name: 'lookBack',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_LOOK_BACK,
		description:
			'How late an event may reach analytics and still start the workflow. Each poll reads this far back.',
	},
	simplifyField,
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
