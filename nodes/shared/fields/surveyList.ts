import type { INodePropertyOptions } from 'n8n-workflow';

import type { AppcuesClient } from '../api/client';
import { recently, queryAnalytics } from '../api/endpoints/analytics';
import { FLOWS, listExperiences } from '../api/endpoints/experiences';
import { byName, choiceList } from './choiceList';
import { experienceChoice } from './experienceList';

const NPS = { path: 'nps', noun: 'NPS 2.0 survey' };

/** How far back to look for classic surveys: as far as a query can. */
const DAYS = 90;

/**
 * Lists the account's NPS surveys, by name. A node lists it as `getSurveys`. Appcues has no list of classic surveys, so
 * these are the ones with events in the last 90 days.
 */
export const loadSurveys = choiceList(
	[
		{
			what: 'NPS 2.0 surveys',
			load: async (appcues) =>
				(await listExperiences(appcues, NPS)).map((each) => experienceChoice(each, 'NPS 2.0')),
		},
		{ what: 'classic surveys', load: classicSurveys },
	],
	byName,
);

async function classicSurveys(appcues: AppcuesClient): Promise<INodePropertyOptions[]> {
	const { rows } = await queryAnalytics(appcues, {
		metrics: ['events', 'users'],
		dimensions: ['flow_id', 'name'],
		conditions: [['name', 'like', 'appcues:nps_%']],
		...recently(appcues.clock.date(), DAYS),
	});
	const ids = new Set(
		rows.flatMap(({ flow_id: id, events }) =>
			typeof id === 'string' && id.trim() !== '' && events !== 0 ? [id] : [],
		),
	);
	if (ids.size === 0) return [];
	// Without the names, the IDs are still a list.
	const flows = await listExperiences(appcues, FLOWS).catch(() => []);
	const names = new Map(flows.map(({ id, name }) => [id, name]));
	return [...ids].map((id) => experienceChoice({ id, name: names.get(id) }, 'classic'));
}
