import type { BatchResult, FromItem, RunContext } from '../../shared/operation/operation';
import { wholeBatch } from '../../shared/operation/operation';
import { optionsField } from '../../shared/fields/options';
import { putOutputInOption, readPutOutputIn } from '../../shared/exports/outputFields';
import { runPool } from '../../shared/util/runPool';
import type { NamedExperience } from '../experienceLocator';
import { experienceFields, readExperience } from '../experienceLocator';
import { fetchScreenshots } from '../fetchScreenshots';
import { asError } from '../../shared/util/asError';

/** How many archives to download at the same time. */
const WIDTH = 4;

interface Wanted extends NamedExperience {
	putOutputIn: string;
}

export const getScreenshots = wholeBatch({
	value: 'getScreenshots',
	name: 'Get Experience Screenshots',
	action: 'Get the screenshots of an experience',
	description:
		"Download the screenshots of an experience's draft as a ZIP file. The ID of a classic flow also works.",
	fields: [...experienceFields, optionsField([putOutputInOption])],
	settings: () => undefined,
	read: (item): Wanted => ({ ...readExperience(item), putOutputIn: readPutOutputIn(item) }),
	run: fetchAll,
});

async function fetchAll(
	inputs: Array<FromItem<Wanted>>,
	_settings: undefined,
	context: RunContext,
): Promise<BatchResult[]> {
	const { signal } = context.appcues;
	const results = await runPool(
		inputs,
		WIDTH,
		async ({ item, input }): Promise<BatchResult> =>
			await fetchScreenshots(input, context).then(
				({ json, binary }) => ({
					items: [item],
					json,
					binary: { [input.putOutputIn]: binary },
				}),
				(thrown: unknown) => ({ items: [item], failure: asError(thrown) }),
			),
		{ stop: () => signal?.aborted === true },
	);
	return results.flatMap((result) => result ?? []);
}
