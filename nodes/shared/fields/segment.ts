import { listSegments } from '../api/endpoints/segments';
import type { SegmentId } from '../api/endpoints/types';
import type { ItemReader } from '../operation/itemReader';
import type { Locator } from './locator';
import { listSearch, locatedId, locatorField } from './locator';

const locator: Locator = {
	name: 'segmentId',
	label: 'Segment',
	urlPart: 'segments',
	searchMethod: 'searchSegments',
	idPlaceholder: 'e.g. 7a2f9c1e-3f0b-4c55-9d3e-0b8f5a6c1d24',
};

export const segmentField = locatorField(locator);

export const readSegmentId = (item: ItemReader): SegmentId => locatedId(item, locator);

export const searchSegments = listSearch(listSegments);
