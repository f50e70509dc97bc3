import type { IBinaryData, IDataObject } from 'n8n-workflow';

import type { AppcuesClient } from '../shared/api/client';
import { Cancelled, pause } from '../shared/api/clock';
import { DownloadError } from '../shared/api/download';
import { openScreenshots } from '../shared/api/endpoints/experiences';
import { backoffMs, MAX_ATTEMPTS } from '../shared/api/retry';
import type { RunContext } from '../shared/operation/operation';
import type { StoreBinary, StoredFile } from '../shared/exports/readRows';
import { storeZip } from '../shared/exports/storeZip';
import type { NamedExperience } from './experienceLocator';

/**
 * Streams the screenshots of an experience into n8n's binary storage.
 *
 * @throws {AppcuesError} if there are none, or Appcues returns something other than a ZIP archive
 * @throws {Cancelled} if the execution is canceled
 */
export async function fetchScreenshots(
	{ type, id }: NamedExperience,
	{ appcues, helpers }: RunContext,
): Promise<{ json: IDataObject; binary: IBinaryData }> {
	const keep: StoreBinary = async (...file) => await helpers.prepareBinaryData(...file);
	const fetchOnce = async () =>
		await storeZip(
			await openScreenshots(appcues, type, id),
			keep,
			nameOf(id),
			'screenshots from Appcues',
		);
	const { binary, fileName, fileSize } = await untilWhole(fetchOnce, appcues);
	return { json: { id, experienceType: type.path, fileName, fileSize }, binary };
}

/** Restarts an interrupted download, with as many attempts as any request. */
async function untilWhole(
	fetchOnce: () => Promise<StoredFile>,
	{ clock, signal }: AppcuesClient,
): Promise<StoredFile> {
	for (let attempt = 1; ; attempt += 1) {
		const fetched = await fetchOnce().then(
			(file) => ({ file }),
			(fault: unknown) => ({ fault }),
		);
		if ('file' in fetched) return fetched.file;
		const { fault } = fetched;
		if (signal?.aborted) throw new Cancelled();
		const brokeOff = fault instanceof DownloadError && fault.recovery === 'retry';
		if (!brokeOff || attempt >= MAX_ATTEMPTS) throw fault;
		await pause(clock, backoffMs(attempt, Math.random()), signal);
	}
}

/** Returns a file name that is safe everywhere, whatever the ID contains. */
const nameOf = (id: string) =>
	`appcues-screenshots-${id.replace(/[^\w-]+/g, '_').slice(0, 100)}.zip`;
