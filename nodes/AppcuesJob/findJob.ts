import { AppcuesError } from '../shared/api/appcuesError';
import type { AppcuesClient } from '../shared/api/client';
import { readJob } from '../shared/api/endpoints/jobs';
import type { Job, JobId } from '../shared/api/endpoints/types';
import { withNote } from '../shared/jobs/errors';

const OTHER_SYSTEM =
	'Exports of the Appcues Analytics node have jobs of their own, which are not found here.';

/** What went wrong with reading a job. Where Appcues knows no such job, it may be one of another system. */
export function aboutJob(failure: AppcuesError): Error {
	return failure.info.status === 404 ? withNote(failure, OTHER_SYSTEM) : failure;
}

/** Reads a job now. @throws {AppcuesError} at once when there is no such job */
export async function findJob(appcues: AppcuesClient, id: JobId): Promise<Job> {
	return await readJob(appcues, id).catch((thrown: unknown) =>
		raise(thrown instanceof AppcuesError ? aboutJob(thrown) : thrown),
	);
}

function raise(thrown: unknown): never {
	throw thrown;
}
