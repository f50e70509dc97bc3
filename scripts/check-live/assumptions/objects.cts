import { atLeast, entryOf } from '../../../dev/elements.cjs';
import { isObject } from '../../../nodes/shared/util/isObject';
import { path } from '../../../nodes/shared/api/path';
import { describeAnswer } from '../answer.cjs';
import { type Assumption, verdict } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { type FieldKind, checkFields } from '../fields.cjs';
import { LISTS, experiences, objectsIn } from '../observations/lists.cjs';

const AUDIT: Record<string, FieldKind> = {
	created_at: 'time',
	created_by: 'string',
	updated_at: 'time',
	updated_by: 'string',
	url: 'string',
};

const fieldsOf = (name: string, fields: Record<string, FieldKind>, file: string): Assumption => ({
	id: `${name.replace(/s$/, '')}-fields`,
	title: `What one of the ${name} contains`,
	expected: described(fields),
	grade: 'A',
	file,
	check: async (context) =>
		checkFields(objectsIn(await entryOf(LISTS, name)(context), name), fields),
});

/** `id: string, published: boolean`, each or null. */
function described(fields: Record<string, FieldKind>): string {
	return `${Object.entries(fields)
		.map(([name, kind]) => `${name}: ${kind}`)
		.join(', ')}; any of them can be null`;
}

const EXPERIENCE: Record<string, FieldKind> = {
	id: 'string',
	name: 'string',
	type: 'string',
	published: 'boolean',
	frequency: 'string',
	tag_ids: 'array',
	url: 'string',
};

const MILLISECONDS: Record<string, FieldKind> = { created_at: 'ms', updated_at: 'ms' };

async function judgeOne(context: Context, type: string, id: unknown) {
	const answer = await context.api.get(path`/${type}/${String(id)}`);
	const { status, body } = answer;
	return verdict(status === 200 && isObject(body) && body.id === id, describeAnswer(answer));
}

const single = (name: string, file: string): Assumption => ({
	id: `get-${name.replace(/s$/, '')}`,
	title: `GET /${name}/{id} returns the bare object`,
	expected: '200, an object with the same id',
	grade: 'A',
	file,
	check: async (context) => {
		const [{ id }] = atLeast(1, objectsIn(await entryOf(LISTS, name)(context), name));
		return await judgeOne(context, name, id);
	},
});

/** What the objects of an account contain. */
export const objects: Assumption[] = [
	fieldsOf(
		'segments',
		{ id: 'string', name: 'string', description: 'string', ...AUDIT },
		'nodes/shared/api/endpoints/types.ts',
	),
	fieldsOf(
		'flows',
		{
			id: 'string',
			name: 'string',
			published: 'boolean',
			frequency: 'string',
			tag_ids: 'array',
			tags: 'object',
			...AUDIT,
		},
		'nodes/AppcuesFlow/simplifyFlow.ts',
	),
	fieldsOf(
		'tags',
		{ id: 'string', name: 'string', ...AUDIT },
		'nodes/shared/api/endpoints/tags.ts',
	),
	{
		id: 'experience-fields',
		title: 'What an experience other than a classic flow contains',
		expected: described(EXPERIENCE),
		grade: 'A',
		file: 'nodes/AppcuesExperience/simplifyExperience.ts',
		check: async (context) => {
			const all = await experiences(context);
			return checkFields(oneOfEach(all), EXPERIENCE);
		},
	},
	{
		id: 'experience-times',
		title: 'The times of an experience other than a classic flow',
		expected: 'created_at and updated_at in milliseconds since 1970, or null',
		grade: 'A',
		file: 'nodes/AppcuesExperience/simplifyExperience.ts',
		check: async (context) => {
			const all = oneOfEach(await experiences(context));
			return checkFields(
				all.map(({ created_at, updated_at }) => ({ created_at, updated_at })),
				MILLISECONDS,
			);
		},
	},
	single('segments', 'nodes/shared/api/endpoints/segments.ts'),
	single('flows', 'nodes/shared/api/endpoints/experiences.ts'),
	single('tags', 'nodes/shared/api/endpoints/tags.ts'),
	{
		id: 'get-experience',
		title: 'GET /{type}/{id} of an experience returns the bare object',
		expected: '200, an object with the same id',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/experiences.ts',
		check: async (context) => {
			const [{ type, one }] = atLeast(1, await experiences(context));
			return await judgeOne(context, type, one.id);
		},
	},
];

/** Only assumed to be the same for all types. */
function oneOfEach(all: Array<{ type: string; one: Record<string, unknown> }>) {
	return [...new Map(all.map(({ type, one }) => [type, one])).values()];
}
