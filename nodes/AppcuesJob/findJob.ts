import { AppcuesError } from '../shared/api/appcuesError';
import type { AppcuesClient } from '../shared/api/client';
import { readJob } from '../shared/api/endpoints/jobs';
import type { Job, JobId } from '../shared/api/endpoints/types';
import { withNote } from '../shared/jobs/errors';

const OTHER_SYSTEM =
	"The jobs of the Appcues Analytics node are separate, and this node can't find them.";

/** Returns the error of reading a job. After a 404, it adds that the job can be one of analytics. */
export function aboutJob(failure: AppcuesError): Error {
	return failure.info.status === 404 ? withNote(failure, OTHER_SYSTEM) : failure;
}

/** Reads a job. @throws {AppcuesError} immediately if there is no such job */
export async function findJob(appcues: AppcuesClient, id: JobId): Promise<Job> {
	return await readJob(appcues, id).catch((thrown: unknown) =>
		raise(thrown instanceof AppcuesError ? aboutJob(thrown) : thrown),
	);
}

function raise(thrown: unknown): never {
	throw thrown;
}
