import { path } from '../../../nodes/shared/api/path';
import { describeAnswer } from '../answer.cjs';
import { type Assumption, verdict } from '../assumption.cjs';
import { checkJob, submit } from '../observations/submitted.cjs';
import { madeUser } from '../observations/user.cjs';

/** Events of the throw-away user. Appcues keeps them. */
export const events: Assumption[] = [
	{
		id: 'user-activity',
		title: 'POST /users/{id}/events accepts one event immediately',
		expected: '200, 201, 202 or 204',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/imports.ts',
		needs: 'write-events',
		check: async (context) => {
			const { api, names, created } = context;
			const id = await madeUser(context);
			created.kept.add(`events named ${names.event} of the user ${id}`);
			const json = {
				name: names.event,
				timestamp: new Date().toISOString(),
				attributes: { n8n_check_text: 'activity' },
			};
			const answer = await api.send({ method: 'POST', path: path`/users/${id}/events`, json });
			return verdict([200, 201, 202, 204].includes(answer.status), describeAnswer(answer));
		},
	},
	{
		id: 'import-events',
		title: 'POST /import/events accepts NDJSON and starts a job that completes',
		expected: '202 with a job_id; the job finishes as COMPLETED',
		grade: 'C',
		file: 'nodes/AppcuesImport/operations/events.ts',
		needs: 'write-events',
		check: async (context) => {
			const { names, created } = context;
			const id = await madeUser(context);
			created.kept.add(`events named ${names.event} of the user ${id}`);
			const row = { user_id: id, name: names.event, timestamp: new Date().toISOString() };
			const content = { type: 'application/ndjson', data: `${JSON.stringify(row)}\n` };
			const at = path`/import/events`;
			return checkJob(await submit(context, { method: 'POST', path: at, content }, true));
		},
	},
];
