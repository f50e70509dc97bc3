import type { IDataObject } from 'n8n-workflow';

import type { Experience } from '../shared/api/endpoints/types';
import { pick } from '../shared/fields/simplify';

/** What a workflow decides by; the rest is who changed it when, and the tags a second time. */
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

/** The part of a flow that most workflows need, in a fixed order. */
export const simplifyFlow = (flow: Experience): IDataObject => pick(flow, KEPT);
