import type { INodeProperties } from 'n8n-workflow';

import type { Order } from '../shared/api/endpoints/analytics';
import { isTimeZone } from '../shared/util/timeZone';
import { InvalidInput } from '../shared/util/invalidInput';
import type { ItemReader } from '../shared/operation/itemReader';
import { asText } from '../shared/operation/itemReader';
import { offsetOption, readOffset, readOptionalLimit } from '../shared/fields/limit';
import { ORDER_BY, parseOrder } from './orderBy';
import { WITH_FIELDS } from './specFields';

const TIME_ZONE = 'Time Zone';

const displayOptions = { show: { '/queryMode': WITH_FIELDS } };

/** The entries of Options that belong to the query. */
export const specOptions: INodeProperties[] = [
	{ ...offsetOption('rows'), displayOptions },
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
		displayName: TIME_ZONE,
		name: 'timezone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Europe/Berlin',
		displayOptions,
		description:
			"The IANA name of the time zone of days, weeks, months and times. If empty, the workflow's time zone applies.",
	},
];

/** The order, the limit and the time zone of a query. */
interface SpecOptions {
	timezone: string;
	order_by?: Order[];
	limit?: number;
	offset?: number;
}

/** @param mostRows how many rows Appcues returns at most @throws {InvalidInput} that names the invalid option */
export function readSpecOptions(item: ItemReader, mostRows: number): SpecOptions {
	const options = item.collection('options');
	const order = parseOrder(options.orderBy);
	const limit = readOptionalLimit(item, mostRows);
	const offset = readOffset(item);
	return {
		timezone: readTimeZone(options.timezone, item),
		...(order.length > 0 && { order_by: order }),
		...(limit !== undefined && { limit }),
		...(offset !== undefined && { offset }),
	};
}

function readTimeZone(value: unknown, item: ItemReader): string {
	const name = asText(value, TIME_ZONE).trim() || item.timeZone;
	if (isTimeZone(name)) return name;
	throw new InvalidInput(
		`'${TIME_ZONE}' is "${name.slice(0, 60)}", which isn't a time zone`,
		`Enter an IANA name in '${TIME_ZONE}', such as Europe/Berlin or UTC. To use the workflow's time zone, remove it from 'Options'.`,
	);
}
