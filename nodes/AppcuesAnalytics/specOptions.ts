import type { INodeProperties } from 'n8n-workflow';

import type { Order } from '../shared/api/endpoints/analytics';
import { isTimeZone } from '../shared/util/timeZone';
import { InvalidInput } from '../shared/util/invalidInput';
import type { ItemReader } from '../shared/operation/itemReader';
import { asText } from '../shared/operation/itemReader';
import { ORDER_BY, parseOrder } from './orderBy';
import { WITH_FIELDS } from './specFields';

const LABELS = { limit: 'Limit', offset: 'Offset', timezone: 'Time Zone' };

const displayOptions = { show: { '/queryMode': WITH_FIELDS } };

/** Returns the entries of Options that belong to the query. @param mostRows how many rows Appcues returns at most */
export function specOptions(mostRows?: number): INodeProperties[] {
	return [
		{
			displayName: LABELS.limit,
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1, ...(mostRows !== undefined && { maxValue: mostRows }) },
			default: 50,
			displayOptions,
			description: 'Max number of results to return',
			hint: 'Without this option, the node returns all rows that Appcues returns',
		},
		{
			displayName: LABELS.offset,
			name: 'offset',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			displayOptions,
			description: 'How many rows to skip',
		},
		{
			displayName: ORDER_BY,
			name: 'orderBy',
			type: 'string',
			default: '',
			placeholder: 'e.g. users desc, day asc',
			displayOptions,
			description:
				'Comma-separated metrics, dimensions or columns to sort by, each followed by asc (the default) or desc',
		},
		{
			displayName: LABELS.timezone,
			name: 'timezone',
			type: 'string',
			default: '',
			placeholder: 'e.g. Europe/Berlin',
			displayOptions,
			description:
				"The IANA name of the time zone of days, weeks, months and times. If empty, the workflow's time zone applies.",
		},
	];
}

/** The query options of an item. */
interface SpecOptions {
	timezone: string;
	order_by?: Order[];
	limit?: number;
	offset?: number;
}

/** @throws {InvalidInput} that names the invalid option */
export function readSpecOptions(item: ItemReader, mostRows: number): SpecOptions {
	const options = item.collection('options');
	const whole = (value: unknown, label: string, min: number, max: number) =>
		value === undefined || value === null || value === ''
			? undefined
			: item.wholeNumber(value, label, min, max);
	const order = parseOrder(options.orderBy);
	const limit = whole(options.limit, LABELS.limit, 1, mostRows);
	const offset = whole(options.offset, LABELS.offset, 0, Number.MAX_SAFE_INTEGER);
	return {
		timezone: readTimeZone(options.timezone, item),
		...(order.length > 0 && { order_by: order }),
		...(limit !== undefined && { limit }),
		...(offset !== undefined && { offset }),
	};
}

function readTimeZone(value: unknown, item: ItemReader): string {
	const name = asText(value, LABELS.timezone).trim() || item.timeZone;
	if (isTimeZone(name)) return name;
	throw new InvalidInput(
		`'${LABELS.timezone}' is "${name.slice(0, 60)}", which isn't a time zone`,
		`Enter an IANA name in '${LABELS.timezone}', such as Europe/Berlin or UTC. To use the workflow's time zone, remove it from 'Options'.`,
	);
}
