import { isObject } from '../../../nodes/shared/util/isObject';
import { path } from '../../../nodes/shared/api/path';
import type { UserId } from '../../../nodes/shared/api/endpoints/types';
import { type Answer, isSuccess, describeAnswer } from '../answer.cjs';
import { NotChecked } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { type Observation, once } from '../observation.cjs';

/** The properties that the throw-away user is created with. */
export const ATTRIBUTES = {
	n8n_check_text: 'first',
	n8n_check_number: 42.5,
	n8n_check_digits: '007',
	n8n_check_flag: true,
	n8n_check_null: null,
};

const profileOf = (id: UserId) => path`/users/${id}/profile`;

export async function getProfile({ api }: Context, id: UserId): Promise<Answer> {
	return await api.get(profileOf(id));
}

/** Sets properties of a throw-away user. */
export async function setAttributes(
	{ api, created }: Context,
	id: UserId,
	attributes: object,
): Promise<Answer> {
	created.users.add(id);
	return await api.send({ method: 'PATCH', path: profileOf(id), json: attributes });
}

/** Creates the throw-away user. */
export const userMade: Observation<Answer> = once(
	async (context) => await setAttributes(context, context.names.user, ATTRIBUTES),
);

/** Returns the throw-away user's ID. @throws {NotChecked} when it couldn't be created */
export async function madeUser(context: Context): Promise<UserId> {
	const answer = await userMade(context);
	if (!isSuccess(answer))
		throw new NotChecked(`there is no throw-away user: ${describeAnswer(answer)}`);
	return context.names.user;
}

/** Returns the profile in a response. @throws {NotChecked} when there is none */
export function profileIn(answer: Answer): Record<string, unknown> {
	if (answer.status === 200 && isObject(answer.body)) return answer.body;
	throw new NotChecked(`the profile cannot be read: ${describeAnswer(answer)}`);
}

/** The profile after it was created. */
export const firstProfile: Observation<Answer> = once(
	async (context) => await getProfile(context, await madeUser(context)),
);
