import { entryOf } from '../../../dev/elements.cjs';
import { isObject } from '../../../nodes/shared/util/isObject';
import { path } from '../../../nodes/shared/api/path';
import { contentOf } from '../../../nodes/shared/exports/fileName';
import { describeAnswer } from '../answer.cjs';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { LISTS, experiences } from '../observations/lists.cjs';

/** How many objects are checked for screenshots until one has some. */
const ASKED = 10;

async function candidates(context: Context): Promise<string[]> {
	const { body } = await entryOf(LISTS, 'flows')(context);
	const flows = Array.isArray(body) ? body.filter(isObject) : [];
	const others = await experiences(context).catch(() => []);
	return [...flows, ...others.map(({ one }) => one)].map(({ id }) => String(id)).slice(0, ASKED);
}

/** Screenshots of drafts. */
export const screenshots: Assumption[] = [
	{
		id: 'screenshots',
		title: 'GET /screenshots/{id} returns the archive of a draft',
		expected: '200 with a ZIP; 404 when there are none',
		grade: 'A',
		file: 'nodes/AppcuesExperience/fetchScreenshots.ts',
		check: async (context) => {
			for (const id of await candidates(context)) {
				const answer = await context.api.get(path`/screenshots/${id}`);
				if (answer.status === 404) continue;
				const isZip = answer.status === 200 && contentOf(answer.bytes) === 'zip';
				return verdict(
					isZip,
					isZip ? `200, a ZIP of ${answer.bytes.length} bytes` : describeAnswer(answer),
				);
			}
			throw new NotChecked(`none of the first ${ASKED} flows and experiences has any`);
		},
	},
];
