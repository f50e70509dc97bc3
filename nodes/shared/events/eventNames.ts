import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { AppcuesClient } from '../api/client';
import { queryAnalytics, recently } from '../api/endpoints/analytics';
import type { Condition } from '../api/endpoints/types';
import type { Noter } from '../checks/lists';
import { choiceList, rejectNote } from '../fields/choiceList';
import { readStringList } from '../fields/stringList';
import { holdsExpression } from '../operation/expressions';
import type { ItemReader } from '../operation/itemReader';
import { InvalidInput } from '../util/invalidInput';
import { nonBlankText } from './event';

const LABEL = 'Event Names or IDs';

/** The events to return. A node that uses it lists {@link loadEventNames} as `getEventNames`. */
export const eventNamesField: INodeProperties = {
	displayName: LABEL,
	name: 'eventNames',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getEventNames' },
	default: [],
	description:
		'Only these events; all if empty. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	hint: 'All events if empty',
};

/** Returns the condition for the chosen events. @throws as {@link eventConditions} */
export function readEventNames(item: ItemReader): Condition[] {
	return eventConditions(item.value('eventNames', []), item.stored('eventNames'), item);
}

/**
 * Returns the condition for event names, an array or a comma-separated list; none if all events are wanted.
 *
 * @param stored the parameter as it is stored, which can be an expression
 * @throws {InvalidInput} for anything but names, and for an expression that returns nothing
 */
export function eventConditions(value: unknown, stored: unknown, noter?: Noter): Condition[] {
	if (isBlank(value) && holdsExpression(stored)) {
		throw new InvalidInput(
			`'${LABEL}' is empty`,
			`Check the expression in '${LABEL}'. To return all events, it must return [].`,
		);
	}
	const names = readStringList(value, LABEL, noter);
	rejectNote(names, LABEL);
	return names.length > 0 ? [['name', 'in', names]] : [];
}

const isBlank = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * Lists event names: the account's own of the last 30 days, most frequent first, then those that Appcues defines. If
 * Appcues refuses the query, a note says so.
 */
export const loadEventNames = choiceList([
	{ what: "your account's own events", load: topEvents },
	{ what: 'events of Appcues', load: async () => KNOWN },
]);

async function topEvents(appcues: AppcuesClient): Promise<INodePropertyOptions[]> {
	const { rows } = await queryAnalytics(appcues, {
		metrics: ['events', 'users'],
		dimensions: ['name'],
		conditions: [],
		order_by: [['events', 'desc']],
		...recently(appcues.clock.date(), 30),
	});
	return rows.flatMap((row) => {
		const name = nonBlankText(row.name);
		if (name === undefined || count(row, 'events') === 0) return [];
		const description = `${shown(row, 'events')} by ${shown(row, 'users')} in the last 30 days`;
		return [{ name, value: name, description }];
	});
}

const count = (row: IDataObject, metric: string) => Number(row[metric]) || 0;

const shown = (row: IDataObject, metric: 'events' | 'users') =>
	count(row, metric) === 1
		? `1 ${metric.slice(0, -1)}`
		: `${count(row, metric).toLocaleString('en')} ${metric}`;

/** Appcues' own events, by the start of their names. */
const KNOWN: INodePropertyOptions[] = [
	...names('flow_', 'started completed skipped aborted attempted error'),
	...names(
		'step_',
		'started completed skipped interacted error aborted child_error child_activated',
	),
	...names('v2:experience_', 'started completed skipped snoozed dismissed error recovered'),
	...names('v2:step_', 'seen interaction completed error recovered'),
	...names('v2:', 'icon_seen button_pin_seen'),
	...names('nps_', 'survey_started score feedback score_and_feedback ask_me_later_selected_at'),
	...names('nps_', 'clicked_update_nps_score'),
	...names('form_', 'submitted field_submitted'),
	...names('checklist_', 'shown completed skipped dismissed item_started item_completed'),
	...names('', 'push_opened device_unregistered device_updated session_started page_view'),
	...names('', 'screen_view experiment_entered launchpad_kb_search'),
];

function names(start: string, ends: string): INodePropertyOptions[] {
	return ends.split(' ').map((end) => {
		const name = `appcues:${start}${end}`;
		return { name, value: name, description: 'Defined by Appcues' };
	});
}
