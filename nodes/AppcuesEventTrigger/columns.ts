import type { IDataObject } from 'n8n-workflow';

import { VERIFIED_COLUMNS } from '../shared/api/endpoints/analytics';
import { AttributeLookup, fromJson } from '../shared/events/attributes';
import type { AppcuesEvent } from '../shared/events/event';
import { nonBlankText } from '../shared/events/event';
import { isObject } from '../shared/util/isObject';

/** The columns of the experience, with the attribute that holds the same. A v2 survey can also be in `flow_id`. */
const ID_COLUMNS: ReadonlyArray<[column: string, attribute: string]> = [
	['experience_id', 'experienceId'],
	['checklist_id', 'checklistId'],
	['flow_id', 'flowId'],
];

/** Other columns that hold what an attribute holds. */
const OTHER_COLUMNS: ReadonlyArray<[column: string, attribute: string]> = [
	['experience_type', 'experienceType'],
	['step_id', 'stepId'],
	['interaction_data', 'interactionData'],
	['score', 'score'],
	['feedback', 'feedback'],
];

/** All columns that the trigger asks for. */
export const ALL_COLUMNS: readonly string[] = [
	...new Set([
		...VERIFIED_COLUMNS,
		...['group_id', 'attributes'],
		...[...ID_COLUMNS, ...OTHER_COLUMNS].map(([column]) => column),
	]),
];

/** Returns a row of analytics as an event, in the shape of a webhook's. What its properties lack comes from columns. */
export function eventOf(row: IDataObject): AppcuesEvent {
	const name = nonBlankText(row.name) ?? '';
	const given = fromJson(row.attributes);
	const attributes: IDataObject = isObject(given) ? (given as IDataObject) : {};
	const known = new AttributeLookup({ name, attributes });
	const lacks = ([, attribute]: [string, string]) =>
		known.find([attribute], (value) => value ?? undefined) === undefined;
	const ids = ID_COLUMNS.every(lacks) ? ID_COLUMNS.filter(([id]) => !isEmpty(row[id])) : [];
	const columns = [...ids.slice(0, 1), ...OTHER_COLUMNS.filter(lacks)];
	const added = columns.filter(([column]) => !isEmpty(row[column]));
	return {
		name,
		...present('user_id', row.user_id),
		...present('group_id', row.group_id),
		...present('timestamp', row.timestamp),
		attributes: {
			...attributes,
			...Object.fromEntries(
				added.map(([column, attribute]) => [attribute, fromJson(row[column]) as string]),
			),
		},
	};
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

const present = (key: string, value: IDataObject[string]): IDataObject =>
	isEmpty(value) ? {} : { [key]: value };
