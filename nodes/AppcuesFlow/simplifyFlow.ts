import type { IDataObject } from 'n8n-workflow';

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

/** Returns the fields that most workflows need, in a fixed order. */
export const simplifyFlow = (flow: Experience): IDataObject => pick(flow, KEPT);
