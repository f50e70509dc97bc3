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

/** @throws {NotChecked} when the throw-away group could not be made */
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

/** Groups, tried out on a throw-away one that stays. */
export const groups: Assumption[] = [
	{
		id: 'group-update',
		title: 'PATCH /groups/{id}/profile takes attributes of an unknown group',
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
		title: 'The profile of a group that was changed shows it at once',
		expected: '200 with the attribute',
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
		title: 'POST /groups/{id}/users adds users at once, or starts a job that completes',
		expected: 'a success; a job, where one is named, ends as COMPLETED',
		grade: '?',
		copes: 'the node waits for a job if the answer names one',
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
		title: 'POST /import/groups takes NDJSON and starts a job that completes',
		expected: '202 with a job_id; the job ends as COMPLETED',
		grade: 'C',
		file: 'nodes/AppcuesImport/operations/groups.ts',
		needs: 'write-groups',
		check: async (context) => checkJob(await rowsImported(context)),
	},
];
