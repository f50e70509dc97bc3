import type { IDataObject } from 'n8n-workflow';

import type { Download } from '../api/download';
import { DownloadError } from '../api/download';
import { exportMemberIds } from '../api/endpoints/exports';
import type { SegmentId, UserId } from '../api/endpoints/types';
import { scanRows } from '../exports/readRows';
import { withDownload } from '../exports/withDownload';
import { JobError, withNote } from '../jobs/errors';
import { jobsApi } from '../jobs/jobApi';
import type { WaitSettings } from '../jobs/run';
import { runJobs } from '../jobs/run';
import type { JobRun, PartRun } from '../jobs/submit';
import type { RunContext } from '../operation/operation';
import { asError } from '../util/asError';
import { isRounded } from '../util/parseJson';
import { runPool } from '../util/runPool';

/** Why the members are read, for messages. */
export interface MemberPurpose {
	/** What happens if the node runs again. */
	rerunAdvice: string;
	/** What the failure means for the segment. */
	consequence: string;
}

/** The members of a segment, or why they can't be read. */
export type Members = { ids: Set<UserId> } | { failure: Error };

/** How many files are downloaded at a time. */
const CONCURRENCY = 2;

/**
 * Exports the members of segments and reads their user IDs, one export per segment. The IDs are exactly those of Appcues:
 * not trimmed, each once.
 *
 * Members are read completely or not at all: an export without a file, an interrupted download and a row without a user
 * ID are failures.
 *
 * @param keep whether an ID is needed, so that large segments don't have to be in memory
 * @returns the members of each segment, by ID
 * @throws {Cancelled} when the execution is canceled
 */
export async function readMembers(
	segments: Iterable<SegmentId>,
	wait: WaitSettings,
	purpose: MemberPurpose,
	context: Pick<RunContext, 'appcues' | 'helpers'>,
	keep: (segment: SegmentId, id: UserId) => boolean = () => true,
): Promise<Map<SegmentId, Members>> {
	const { appcues } = context;
	const { rerunAdvice } = purpose;
	const submissions = [...segments].map((part) => ({
		part,
		about: `members of the segment ${part}`,
		rerunAdvice,
		send: async () => await exportMemberIds(appcues, part),
	}));
	// An unfinished export has no members.
	const runs = await runJobs(submissions, appcues, { ...wait, onTimeout: 'error' });
	const read = async ({ part, ...run }: PartRun<SegmentId>): Promise<[SegmentId, Members]> => [
		part,
		await idsOf(run, purpose, context, (id) => keep(part, id)).then(
			(ids) => ({ ids }),
			(thrown: unknown) => ({ failure: withNote(asError(thrown), purpose.consequence) }),
		),
	];
	const results = await runPool(runs, CONCURRENCY, read);
	return new Map(results.filter((each) => each !== undefined));
}

async function idsOf(
	{ failure, jobId, job }: JobRun,
	{ rerunAdvice }: MemberPurpose,
	context: Pick<RunContext, 'appcues' | 'helpers'>,
	keep: (id: UserId) => boolean,
): Promise<Set<UserId>> {
	if (failure) throw failure;
	if (jobId === undefined || !job) throw noJob(rerunAdvice);
	const noFile = 'To add users without comparing them with the members, use Add Users to Segment.';
	const finished = { id: jobId, job, rerunAdvice, noFile, jobApi: jobsApi };
	return await withDownload(finished, context, async (download) => {
		const ids = new Set<UserId>();
		let rows = 0;
		const take = (row: IDataObject) => {
			rows += 1;
			const id = memberId(row, rows, download);
			if (keep(id)) ids.add(id);
		};
		await scanRows(download, take, ADVICE);
		return ids;
	});
}

/** The node has no file output. */
const LOOK_AT_FILE =
	"To see the file, use Export Segment Members of the Appcues Export node with 'Output' set to File.";

const ADVICE = { otherwise: LOOK_AT_FILE, zip: LOOK_AT_FILE };

/** As Appcues' API names the column, and as Studio may. */
const COLUMN = /^user[ _-]?id$/i;

/** @throws {DownloadError} for a row without a user ID, because the export may be incomplete then */
function memberId(row: IDataObject, number: number, { info }: Download): UserId {
	const name = 'user_id' in row ? 'user_id' : Object.keys(row).find((key) => COLUMN.test(key));
	const value = name === undefined ? undefined : row[name];
	if (typeof value === 'string' && value.trim() !== '') return value;
	if (typeof value === 'number' && Number.isFinite(value) && !isRounded(value)) return `${value}`;
	const fields = Object.keys(row).slice(0, 10).join(', ');
	throw new DownloadError(
		`Row ${number} of the segment's members has no user ID`,
		`${fields === '' ? 'The row is empty.' : `Its fields: ${fields}.`}\n${LOOK_AT_FILE}`,
		info,
		'none',
	);
}

const noJob = (rerunAdvice: string) =>
	new JobError(
		"Appcues accepted the export but returned no job ID, so the node can't read the members",
		rerunAdvice,
		[],
		'ACCEPTED',
	);
