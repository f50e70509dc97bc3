import type { INodeProperties } from 'n8n-workflow';

import { getUserEvents } from '../../shared/api/endpoints/users';
import { comparableName, isEvent } from '../../shared/events/event';
import { asText } from '../../shared/operation/itemReader';
import { perItem } from '../../shared/operation/operation';
import { readUserId, userIdField } from '../../shared/fields/userId';
import { filterText } from '../../shared/fields/filterText';
import { optionsField } from '../../shared/fields/options';

const limitField: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
};

const options = optionsField([
	{
		displayName: 'Event Name',
		name: 'eventName',
		type: 'string',
		default: '',
		placeholder: 'e.g. appcues:flow_completed',
		description: 'Only return events with this name, from the recent events that "Limit" allows',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. America/New_York',
		description: 'The time zone of the timestamps. If empty, they are in UTC.',
	},
]);

export const getEvents = perItem({
	value: 'getEvents',
	name: 'Get User Events',
	action: 'Get events of a user',
	description:
		'List the most recent events of a user. Needs the exact user ID, not an email address.',
	fields: [userIdField, limitField, options],
	read: (item) => {
		const { timeZone } = item.collection('options');
		return {
			id: readUserId(item),
			limit: item.wholeNumber(item.value('limit', 50), 'Limit', 1, Number.MAX_SAFE_INTEGER),
			eventName: filterText(item, 'options', 'eventName', 'Event Name'),
			timeZone: asText(timeZone, 'Time Zone').trim(),
		};
	},
	run: async ({ id, limit, eventName, timeZone }, { appcues }) => {
		const events = await getUserEvents(appcues, id, limit, timeZone);
		if (eventName === '') return events;
		const wanted = comparableName(eventName);
		return events.filter((event) => isEvent(event) && comparableName(event.name) === wanted);
	},
});
