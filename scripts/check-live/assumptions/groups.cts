import { isObject } from '../../../nodes/shared/util/isObject';
import { path } from '../../../nodes/shared/api/path';
import { isSuccess, describeAnswer } from '../answer.cjs';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { type Observation, once } from '../observation.cjs';
import type { Answer } from '../answer.cjs';
import { type Submitted, checkJob, submit } from '../observations/submitted.cjs';
import { madeUser } from '../observations/user.cjs';

const groupMade: Observation<Answer> = once(async ({ api, names, created }) => {
	created.kept.add(`group ${names.group}`);
	const json = { n8n_check_text: 'group' };
	return await api.send({ method: 'PATCH', path: path`/groups/${names.group}/profile`, json });
});

/** Returns the ID of the throw-away group. @throws {NotChecked} when it couldn't be created */
async function mustBeMade(context: Context): Promise<void> {
	const answer = await groupMade(context);
	if (!isSuccess(answer))
		throw new NotChecked(`there is no throw-away group: ${describeAnswer(answer)}`);
}

const rowsImported: Observation<Submitted> = once(async (context) => {
	await mustBeMade(context);
	const row = { group_id: context.names.group, n8n_check_ndjson: 'imported' };
	const content = { type: 'application/ndjson', data: `${JSON.stringify(row)}\n` };
	return await submit(context, { method: 'POST', path: path`/import/groups`, content }, true);
});

/** Groups, checked with a throw-away group that stays in Appcues. */
export const groups: Assumption[] = [
	{
		id: 'group-update',
		title: 'PATCH /groups/{id}/profile accepts properties of an unknown group',
		expected: '200, 201 or 204',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/groups.ts',
		needs: 'write-groups',
		check: async (context) => {
			const answer = await groupMade(context);
			return verdict([200, 201, 204].includes(answer.status), describeAnswer(answer));
		},
	},
	{
		id: 'group-at-once',
		title: 'The profile of a changed group has the change immediately',
		expected: '200 with the property',
		grade: 'A',
		file: 'nodes/AppcuesGroup/operations/update.ts',
		needs: 'write-groups',
		check: async (context) => {
			await mustBeMade(context);
			const answer = await context.api.get(path`/groups/${context.names.group}/profile`);
			const { body } = answer;
			return verdict(isObject(body) && body.n8n_check_text === 'group', describeAnswer(answer));
		},
	},
	{
		id: 'group-add-users',
		title: 'POST /groups/{id}/users adds users immediately, or starts a job that completes',
		expected: 'a success; if the response has a job, it finishes as COMPLETED',
		grade: '?',
		copes: 'the node waits for a job if the response has one',
		file: 'nodes/shared/api/endpoints/groups.ts',
		needs: 'write-groups',
		check: async (context) => {
			await mustBeMade(context);
			const json = { user_ids: [await madeUser(context)] };
			const at = path`/groups/${context.names.group}/users`;
			const added = await submit(context, { method: 'POST', path: at, json }, true);
			return added.watched
				? checkJob(added)
				: verdict(isSuccess(added.answer), describeAnswer(added.answer));
		},
	},
	{
		id: 'import-groups',
		title: 'POST /import/groups accepts NDJSON and starts a job that completes',
		expected: '202 with a job_id; the job finishes as COMPLETED',
		grade: 'C',
		file: 'nodes/AppcuesImport/operations/groups.ts',
		needs: 'write-groups',
		check: async (context) => checkJob(await rowsImported(context)),
	},
];
