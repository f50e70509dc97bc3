import type { IDataObject } from 'n8n-workflow';

import { studioUrl, withStudioUrl } from '../shared/api/studioUrl';
import type { Experience } from '../shared/api/endpoints/types';
import { pick } from '../shared/fields/simplify';

/** The fields that workflows use. The others repeat the tags or say who changed the flow. */
const KEPT = [
	'id',
	'name',
	'description',
	'published',
	'frequency',
	'tag_ids',
	'created_at',
	'updated_at',
	'url',
];

/**
 * Returns the fields that most workflows need, in a fixed order, and the flow's page in Studio.
 *
 * @param hasStudio whether it's known where the account's pages are
 */
export const simplifyFlow = (flow: Experience, hasStudio: boolean): IDataObject =>
	withStudioUrl(pick(flow, KEPT), studioUrl(hasStudio, 'flow', flow.id));
