import type { INodeProperties } from 'n8n-workflow';

import type { Experience } from '../api/endpoints/types';
import { InvalidInput } from '../util/invalidInput';
import type { ItemReader } from '../operation/itemReader';
import { asText } from '../operation/itemReader';
import { contains } from './limit';

/**
 * The filters of a list of flows, or of another kind of experience.
 *
 * @param noun what is listed, in the singular, for descriptions: `flow`
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
				description: `Only ${noun}s whose name contains this text, ignoring case`,
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
				displayName: 'Tag ID',
				name: 'tagId',
				type: 'string',
				default: '',
				description: `Only ${noun}s that have the tag with this ID`,
			},
		],
	};
}

/** What is asked of an experience; blank texts ask nothing. */
interface ExperienceFilters {
	name: string;
	published: 'any' | 'true' | 'false';
	tagId: string;
}

/** @throws {InvalidInput} for a choice that does not exist */
export function readExperienceFilters(item: ItemReader): ExperienceFilters {
	const filters = item.collection('filters');
	const published = asText(filters.published, 'Published').trim() || 'any';
	if (published !== 'any' && published !== 'true' && published !== 'false') {
		throw new InvalidInput(`'Published' is "${published}"`, "It can be 'any', 'true' or 'false'.");
	}
	return {
		name: asText(filters.name, 'Name'),
		published,
		tagId: asText(filters.tagId, 'Tag ID').trim(),
	};
}

/** Appcues says "not published" by `false` or by leaving the field out. */
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
