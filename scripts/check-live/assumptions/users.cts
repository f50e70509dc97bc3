import { isObject } from '../../../nodes/shared/util/isObject';
import { isSuccess, shape, describeAnswer } from '../answer.cjs';
import { type Assumption, verdict } from '../assumption.cjs';
import { once } from '../observation.cjs';
import {
	ATTRIBUTES,
	firstProfile,
	getProfile,
	madeUser,
	profileIn,
	setAttributes,
	userMade,
} from '../observations/user.cjs';

/** Returns the profile after a second change, which sets one property. */
const mergedProfile = once(async (context) => {
	const id = await madeUser(context);
	await firstProfile(context);
	await setAttributes(context, id, { n8n_check_text: 'second' });
	return profileIn(await getProfile(context, id));
});

const nested = once(async (context) => {
	const id = await madeUser(context);
	await mergedProfile(context);
	const attributes = { n8n_check_object: { a: 1 }, n8n_check_list: [1, 2], n8n_check_flat: 'flat' };
	const answer = await setAttributes(context, id, attributes);
	return { answer, profile: await getProfile(context, id) };
});

const isKept = (name: keyof typeof ATTRIBUTES, profile: Record<string, unknown>) =>
	profile[name] === ATTRIBUTES[name];

/** The profile of one user, checked with a throw-away user. */
export const users: Assumption[] = [
	{
		id: 'profile-update',
		title: 'PATCH /users/{id}/profile accepts properties of an unknown user',
		expected: '200, 201 or 204',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/users.ts',
		needs: 'write',
		check: async (context) => {
			const answer = await userMade(context);
			return verdict([200, 201, 204].includes(answer.status), describeAnswer(answer));
		},
	},
	{
		id: 'action-envelope',
		title: 'The response to an action that is done immediately',
		expected: '{status: a number, title: a string}, or nothing',
		grade: 'B',
		file: 'docs/appcues-openapi.yaml',
		needs: 'write',
		check: async (context) => {
			const answer = await userMade(context);
			await madeUser(context);
			const { status, title } = isObject(answer.body) ? answer.body : {};
			const isEnvelope = typeof status === 'number' && typeof title === 'string';
			return verdict(isEnvelope || answer.bytes.length === 0, describeAnswer(answer));
		},
	},
	{
		id: 'profile-at-once',
		title: 'A changed profile has the change immediately',
		expected: '200 with the property',
		grade: 'A',
		file: 'nodes/AppcuesEndUser/operations/update.ts',
		needs: 'write',
		check: async (context) => {
			const answer = await firstProfile(context);
			const { body } = answer;
			return verdict(isObject(body) && isKept('n8n_check_text', body), describeAnswer(answer));
		},
	},
	{
		id: 'profile-types',
		title: 'Properties keep their types',
		expected:
			'a number stays a number, digits in a string stay a string, a boolean stays a boolean',
		grade: 'A',
		file: 'nodes/shared/fields/attributes.ts',
		needs: 'write',
		check: async (context) => {
			const profile = profileIn(await firstProfile(context));
			const names = ['n8n_check_number', 'n8n_check_digits', 'n8n_check_flag'] as const;
			const seen = names.map((name) => `${name} is ${shape(profile[name])}`);
			return verdict(
				names.every((name) => isKept(name, profile)),
				seen.join(', '),
			);
		},
	},
	{
		id: 'profile-null',
		title: 'null is a missing value',
		expected: 'null, or no such property',
		grade: 'A',
		file: 'nodes/shared/fields/attributes.ts',
		needs: 'write',
		check: async (context) => {
			const { n8n_check_null: value } = profileIn(await firstProfile(context));
			return verdict(value === null || value === undefined, shape(value));
		},
	},
	{
		id: 'profile-merge',
		title: 'PATCH /users/{id}/profile changes the given properties and keeps the rest',
		expected: 'the new value, and the others unchanged',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/users.ts',
		needs: 'write',
		check: async (context) => {
			const profile = await mergedProfile(context);
			const before = profileIn(await firstProfile(context));
			const same = Object.keys(ATTRIBUTES).filter((name) => profile[name] === before[name]);
			const isChanged = profile.n8n_check_text === 'second';
			const seen = `${isChanged ? 'the new value' : 'not the new value'}; unchanged: ${same.join(', ')}`;
			return verdict(isChanged && same.length === Object.keys(ATTRIBUTES).length - 1, seen);
		},
	},
	{
		id: 'profile-nested',
		title: 'Objects and arrays among properties are ignored',
		expected: 'a success; they are skipped, the rest is set',
		grade: 'A',
		file: 'nodes/shared/checks/flatten.ts',
		needs: 'write',
		check: async (context) => {
			const { answer, profile } = await nested(context);
			if (!isSuccess(answer)) return verdict(false, describeAnswer(answer));
			const {
				n8n_check_object: object,
				n8n_check_list: list,
				n8n_check_flat: flat,
			} = profileIn(profile);
			const seen = `object: ${shape(object)}, list: ${shape(list)}, text: ${shape(flat)}`;
			return verdict((object ?? list ?? null) === null && flat === 'flat', seen);
		},
	},
	{
		id: 'odd-user-id',
		title: 'A user ID can contain spaces, slashes and other special characters',
		expected: 'percent-encoded, it is one part of the path, and the same profile is set and read',
		grade: '?',
		copes: 'the node encodes the whole ID once, as a browser would',
		file: 'nodes/shared/api/path.ts',
		needs: 'write',
		check: async (context) => {
			const { oddUser } = context.names;
			const answer = await setAttributes(context, oddUser, { n8n_check_text: 'odd' });
			if (!isSuccess(answer)) return verdict(false, describeAnswer(answer));
			const profile = await getProfile(context, oddUser);
			const { body } = profile;
			return verdict(isObject(body) && body.n8n_check_text === 'odd', describeAnswer(profile));
		},
	},
];
