import { path } from '../../../nodes/shared/api/path';
import { multipart } from '../../../nodes/AppcuesImport/file/parts';
import { shape, describeAnswer } from '../answer.cjs';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { type Observation, once } from '../observation.cjs';
import { type Submitted, completedJob, checkJob, submit } from '../observations/submitted.cjs';
import { getProfile, madeUser, profileIn } from '../observations/user.cjs';

async function importProfiles(
	context: Context,
	content: { type: string; data: string | Buffer },
): Promise<Submitted> {
	return await submit(context, { method: 'POST', path: path`/import/profiles`, content }, true);
}

const asNdjson: Observation<Submitted> = once(async (context) => {
	const row = {
		user_id: await madeUser(context),
		n8n_check_ndjson: 'imported',
		n8n_check_count: 3,
	};
	const data = `${JSON.stringify(row)}\n`;
	return await importProfiles(context, { type: 'application/ndjson', data });
});

const asCsv: Observation<Submitted> = once(async (context) => {
	const data = Buffer.from(`user_id,n8n_check_csv\r\n${await madeUser(context)},"a, b"\r\n`);
	const file = { field: 'file', fileName: 'profiles.csv', type: 'text/csv', pieces: [data] };
	return await importProfiles(context, multipart(file));
});

/** Returns the profile once an import is finished. @throws {NotChecked} when it isn't */
async function profileAfter(context: Context, imported: Observation<Submitted>) {
	completedJob(await imported(context));
	const answer = await getProfile(context, context.names.user);
	if (answer.status !== 200)
		throw new NotChecked(`the profile cannot be read: ${describeAnswer(answer)}`);
	return profileIn(answer);
}

/** Imports of profiles, checked with the throw-away user only. */
export const imports: Assumption[] = [
	{
		id: 'import-ndjson',
		title: 'POST /import/profiles accepts NDJSON and starts a job that completes',
		expected: '202 with a job_id; the job finishes as COMPLETED',
		grade: 'B',
		file: 'nodes/shared/api/endpoints/imports.ts',
		needs: 'write',
		check: async (context) => checkJob(await asNdjson(context)),
	},
	{
		id: 'import-ndjson-applied',
		title: 'Properties imported as NDJSON are in the profile once the job is finished',
		expected: 'the string, and the number as a number',
		grade: 'B',
		file: 'nodes/AppcuesImport/operations/profiles.ts',
		needs: 'write',
		check: async (context) => {
			const profile = await profileAfter(context, asNdjson);
			const { n8n_check_ndjson: text, n8n_check_count: count } = profile;
			return verdict(text === 'imported' && count === 3, `${shape(text)}, ${shape(count)}`);
		},
	},
	{
		id: 'import-csv',
		title:
			'POST /import/profiles accepts a CSV as a multipart upload and starts a job that completes',
		expected: '202 with a job_id; the job finishes as COMPLETED',
		grade: 'B',
		file: 'nodes/AppcuesImport/file/parts.ts',
		needs: 'write',
		check: async (context) => checkJob(await asCsv(context)),
	},
	{
		id: 'import-csv-applied',
		title: 'Properties imported as CSV are in the profile once the job is finished',
		expected: 'the string, with the comma that was inside quotes',
		grade: 'B',
		file: 'nodes/AppcuesImport/file/checkFile.ts',
		needs: 'write',
		check: async (context) => {
			const { n8n_check_csv: text } = await profileAfter(context, asCsv);
			return verdict(text === 'a, b', shape(text));
		},
	},
];
