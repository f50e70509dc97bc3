import type { AppcuesClient } from '../api/client';
import { FLOWS, listExperiences } from '../api/endpoints/experiences';
import type { ExperienceId } from '../api/endpoints/types';
import type { ItemReader } from '../operation/itemReader';
import type { Locator } from './locator';
import { listSearch, locatedId, locatorField } from './locator';

const locator: Locator = {
	name: 'flowId',
	label: 'Flow',
	urlPart: 'flows',
	searchMethod: 'searchFlows',
	idPlaceholder: 'e.g. 0c9f3d52-6a1e-4b8e-8f27-5d1b7e0a9c43',
};

export const flowField = locatorField(locator);

export const readFlowId = (item: ItemReader): ExperienceId => locatedId(item, locator);

export const searchFlows = listSearch(
	async (appcues: AppcuesClient) => await listExperiences(appcues, FLOWS),
);
