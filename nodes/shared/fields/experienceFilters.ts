import type { INodeProperties } from 'n8n-workflow';

import type { Experience } from '../api/endpoints/types';
import { InvalidInput } from '../util/invalidInput';
import type { ItemReader } from '../operation/itemReader';
import { asText } from '../operation/itemReader';
import { filterText } from './filterText';
import { contains } from './limit';

const TAG = 'Tag Name or ID';

/**
 * Returns the filters of a list of flows or other experiences.
 * The node lists `loadTags` as `getTags`.
 *
 * @param noun in descriptions, singular: `flow`
 */
export function experienceFiltersField(noun: string): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. welcome',
				description: `Only ${noun}s whose name contains this, ignoring case`,
			},
			{
				displayName: 'Published',
				name: 'published',
				type: 'options',
				options: [
					{ name: 'Any', value: 'any' },
					{ name: 'Published', value: 'true' },
					{ name: 'Not Published', value: 'false' },
				],
				default: 'any',
				description: `Whether users can currently see the ${noun}`,
			},
			{
				displayName: TAG,
				name: 'tagId',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getTags' },
				default: '',
				description: `Only ${noun}s with this tag. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
			},
		],
	};
}

/** The filters of a list. Blank strings match everything. */
interface ExperienceFilters {
	name: string;
	published: 'any' | 'true' | 'false';
	tagId: string;
}

/** Reads the filters. @throws {InvalidInput} for an invalid value */
export function readExperienceFilters(item: ItemReader): ExperienceFilters {
	const filters = item.collection('filters');
	const published = asText(filters.published, 'Published').trim() || 'any';
	if (published !== 'any' && published !== 'true' && published !== 'false') {
		throw new InvalidInput(`'Published' is "${published}"`, "Use 'any', 'true' or 'false'.");
	}
	return {
		name: filterText(item, 'filters', 'name', 'Name'),
		published,
		tagId: filterText(item, 'filters', 'tagId', TAG),
	};
}

/** Returns whether an experience matches. An unpublished one has `false` or no `published` field. */
export function matchesFilters(
	experience: Experience,
	{ name, published, tagId }: ExperienceFilters,
): boolean {
	return (
		contains(experience.name, name) &&
		(published === 'any' || String(experience.published === true) === published) &&
		(tagId === '' || (experience.tag_ids ?? []).includes(tagId))
	);
}
