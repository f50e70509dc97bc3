import { deliverAll } from '../../shared/exports/exportOutput';
import { readTimeout } from '../../shared/fields/wait';
import { wholeBatch } from '../../shared/operation/operation';
import { Names } from '../reports/names';
import { ReportQueries } from '../reports/queries';
import { readReport, reportFields } from '../reports/reportFields';

export const report = wholeBatch({
	value: 'report',
	name: 'Run Report',
	action: 'Run a report',
	description:
		'Get a report on flows, steps, NPS, checklists, errors or events, compared with the period before',
	fields: reportFields,
	settings: readTimeout,
	read: (item) => readReport(item).read(item),
	run: async (inputs, wait, context) => {
		const { appcues, hints } = context;
		const names = new Names(appcues, hints);
		return await deliverAll(
			inputs,
			({ item }) => item,
			async ({ input: run }) => {
				const queries = new ReportQueries(context, wait);
				const query: typeof queries.all = async (...asked) => await queries.all(...asked);
				const rows = await run({ query, names, appcues, hints });
				return rows.map((json) => ({ json }));
			},
		);
	},
});
