import { listTags } from '../shared/api/endpoints/tags';
import type { TagId } from '../shared/api/endpoints/types';
import type { ItemReader } from '../shared/operation/itemReader';
import type { Locator } from '../shared/fields/locator';
import { listSearch, locatedId, locatorField } from '../shared/fields/locator';

const locator: Locator = {
	name: 'tagId',
	label: 'Tag',
	urlPart: 'tags',
	searchMethod: 'searchTags',
	idPlaceholder: 'e.g. 1d6b0f4e-83a7-4c29-b5d1-9e0c7f2a6b58',
};

export const tagField = locatorField(locator);

export const readTagId = (item: ItemReader): TagId => locatedId(item, locator);

export const searchTags = listSearch(listTags);
