import { QUERY_LIMITS, queryAnalytics } from '../../shared/api/endpoints/analytics';
import { perItem } from '../../shared/operation/operation';
import { optionsField } from '../../shared/fields/options';
import { readSpec } from '../readSpec';
import { specFields, WITH_FIELDS } from '../specFields';
import { specOptions } from '../specOptions';
import { QUERY_REFUSALS, withVerifiedColumns } from '../verifiedColumns';

const options = {
	...optionsField(specOptions),
	displayOptions: { show: { queryMode: WITH_FIELDS } },
};

/** @param rows how many rows Appcues returned */
const truncatedHint = (rows: number) =>
	`Appcues returned the first ${rows.toLocaleString('en')} rows, and there are more. Choose a shorter time range, or use the operation 'Export Analytics', which returns all rows.`;

export const query = perItem({
	value: 'query',
	name: 'Run Query',
	action: 'Run an analytics query',
	description:
		'Get counts or events immediately, up to 1,000 rows and 90 days. Each input item runs one query.',
	fields: [...specFields(QUERY_LIMITS.rows), options],
	read: (item) => ({ item, spec: readSpec(item, QUERY_LIMITS) }),
	run: async ({ item, spec }, { appcues, hints }) => {
		const { rows, truncated } = await withVerifiedColumns(
			spec,
			QUERY_REFUSALS,
			item,
			async (asked) => await queryAnalytics(appcues, asked),
		);
		if (truncated) hints.add(truncatedHint(rows.length));
		return rows;
	},
});
