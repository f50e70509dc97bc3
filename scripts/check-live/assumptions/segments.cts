import { isObject } from '../../../nodes/shared/util/isObject';
import { path } from '../../../nodes/shared/api/path';
import { describeAnswer } from '../answer.cjs';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';
import { fetchFile, linkOf, rowsOf } from '../observations/file.cjs';
import {
	memberAdded,
	memberRemoved,
	membersExport,
	segmentChanged,
	segmentId,
	segmentMade,
} from '../observations/segment.cjs';
import { completedJob, checkJob } from '../observations/submitted.cjs';

/** Creating, changing and filling a segment, checked with a throw-away one. */
export const segments: Assumption[] = [
	{
		id: 'segment-create',
		title: 'POST /segments creates a segment and returns it',
		expected: '200 or 201 with an object that has a string id',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/segments.ts',
		needs: 'write',
		check: async (context) => {
			const answer = await segmentMade(context);
			const hasId = isObject(answer.body) && typeof answer.body.id === 'string';
			return verdict([200, 201].includes(answer.status) && hasId, describeAnswer(answer));
		},
	},
	{
		id: 'segment-update',
		title: 'PATCH /segments/{id} returns the segment',
		expected: '200 with the segment, or another success',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/segments.ts',
		needs: 'write',
		check: async (context) => {
			const answer = await segmentChanged(context);
			return verdict([200, 201, 202, 204].includes(answer.status), describeAnswer(answer));
		},
	},
	{
		id: 'segment-merge',
		title: 'PATCH /segments/{id} changes the given fields and keeps the rest',
		expected: 'the new description and the old name, immediately',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/segments.ts',
		needs: 'write',
		check: async (context) => {
			await segmentChanged(context);
			const { api, names } = context;
			const answer = await api.get(path`/segments/${await segmentId(context)}`);
			if (!isObject(answer.body))
				throw new NotChecked(`it cannot be read: ${describeAnswer(answer)}`);
			const { name, description } = answer.body;
			const isChanged = String(description).startsWith('Changed');
			const isNamed = name === names.segment;
			const seen = `the ${isChanged ? 'new' : 'old'} description, ${isNamed ? 'the' : 'another'} name`;
			return verdict(isChanged && isNamed, seen);
		},
	},
	{
		id: 'segment-add-users',
		title: 'POST /segments/{id}/add_user_ids starts a job that completes',
		expected: '202 with a job_id; the job finishes as COMPLETED',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/segments.ts',
		needs: 'write',
		check: async (context) => checkJob(await memberAdded(context)),
	},
	{
		id: 'segment-export',
		title: 'POST /segments/{id}/segment_membership_export starts an export that completes',
		expected: '202 with a job_id; the job finishes as COMPLETED',
		grade: 'C',
		file: 'nodes/shared/api/endpoints/exports.ts',
		needs: 'write',
		check: async (context) => checkJob(await membersExport(context)),
	},
	{
		id: 'segment-export-rows',
		title: 'The members of a segment, with properties',
		expected: 'a row with the added user_id and the requested property',
		grade: 'C',
		file: 'nodes/AppcuesExport/operations/segmentMembers.ts',
		needs: 'write',
		check: async (context) => {
			completedJob(await memberAdded(context));
			const link = linkOf(completedJob(await membersExport(context)));
			const rows = rowsOf(await fetchFile(context, link));
			if (!rows) return verdict(false, 'rows that cannot be read');
			const own = rows.find(({ user_id: id }) => id === context.names.user);
			const fields = Object.keys(rows[0] ?? {}).join(', ');
			const seen = `${rows.length} rows of {${fields}}, the user ${own ? 'is' : 'is not'} among them`;
			return verdict(own?.n8n_check_digits === '007', seen);
		},
	},
	{
		id: 'segment-remove-users',
		title: 'POST /segments/{id}/remove_user_ids starts a job that completes',
		expected: '202 with a job_id; the job finishes as COMPLETED',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/segments.ts',
		needs: 'write',
		check: async (context) => checkJob(await memberRemoved(context)),
	},
];
