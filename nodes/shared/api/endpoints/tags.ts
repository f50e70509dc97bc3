import { isObject } from '../../util/isObject';
import { expectBody, expectList } from '../responses';
import type { AppcuesClient } from '../client';
import { path } from '../path';
import type { Tag, TagId } from './types';

/** The tag endpoints of the Appcues Public API v2 (docs/appcues-openapi.yaml, tag Tags). They are read-only. */

const isTag = (value: unknown): value is Tag =>
	isObject(value) && typeof value.id === 'string' && value.id !== '';

/** GET /tags: returns all of them, because Appcues has no pages. */
export async function listTags(appcues: AppcuesClient): Promise<Tag[]> {
	const response = await appcues.request({ method: 'GET', path: path`/tags`, idempotent: true });
	return expectList(response, isTag, 'tags');
}

/** GET /tags/{id} */
export async function getTag(appcues: AppcuesClient, id: TagId): Promise<Tag> {
	const response = await appcues.request({
		method: 'GET',
		path: path`/tags/${id}`,
		idempotent: true,
		subject: `tag with the ID "${id}"`,
	});
	return expectBody(response, isTag, 'a tag');
}
