import type { IDataObject } from 'n8n-workflow';

import { VERIFIED_COLUMNS } from '../shared/api/endpoints/analytics';
import { AttributeLookup, fromJson } from '../shared/events/attributes';
import type { AppcuesEvent } from '../shared/events/event';
import { nonBlankText } from '../shared/events/event';
import { isObject } from '../shared/util/isObject';

/** The columns that hold what an event's attributes hold too, with the name of the attribute. */
const ATTRIBUTE_COLUMNS: ReadonlyArray<[column: string, attribute: string]> = [
	['flow_id', 'flowId'],
	['experience_id', 'experienceId'],
	['experience_type', 'experienceType'],
	['checklist_id', 'checklistId'],
	['step_id', 'stepId'],
	['interaction_data', 'interactionData'],
	['score', 'score'],
	['feedback', 'feedback'],
];

/** All columns that the trigger asks for. */
export const ALL_COLUMNS: readonly string[] = [
	...VERIFIED_COLUMNS,
	...['group_id', 'attributes'],
	...ATTRIBUTE_COLUMNS.map(([column]) => column).filter((name) => !VERIFIED_COLUMNS.includes(name)),
];

/** Returns a row of analytics as an event, in the shape of a webhook's. */
export function eventOf(row: IDataObject): AppcuesEvent {
	const name = nonBlankText(row.name) ?? '';
	const given = fromJson(row.attributes);
	const attributes: Record<string, unknown> = isObject(given) ? given : {};
	const known = new AttributeLookup({ name, attributes } as AppcuesEvent);
	const added = ATTRIBUTE_COLUMNS.flatMap(([column, attribute]): Array<[string, unknown]> => {
		const value = fromJson(row[column]);
		const isEmpty = value === undefined || value === null || value === '';
		return isEmpty || known.find([attribute], (found) => found ?? undefined) !== undefined
			? []
			: [[attribute, value]];
	});
	return {
		name,
		...present('user_id', row.user_id),
		...present('group_id', row.group_id),
		...present('timestamp', row.timestamp),
		attributes: { ...attributes, ...Object.fromEntries(added) } as IDataObject,
	};
}

const present = (key: string, value: IDataObject[string]): IDataObject =>
	value === undefined || value === null || value === '' ? {} : { [key]: value };
