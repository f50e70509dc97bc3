import type { IDataObject } from 'n8n-workflow';

import type { Download } from '../../shared/api/download';
import { eventId, isEvent } from '../../shared/events/event';
import { scanRows } from '../../shared/exports/readRows';

const LOOK_AT_FILE =
	"To see the file, use 'Export Events' with the same time range, and 'Output' set to File.";

/**
 * Reads the events of a download that hold responses, each once. The other events aren't kept.
 *
 * @param readEvent returns undefined for an event without a response
 * @throws {DownloadError} as {@link scanRows}
 */
export async function readResponses<Response>(
	download: Download,
	readEvent: (row: IDataObject) => Response | undefined,
): Promise<Response[]> {
	const responses: Response[] = [];
	const seen = new Set<string>();
	const take = (row: IDataObject) => {
		const response = readEvent(row);
		if (response === undefined) return;
		const id = (isEvent(row) ? eventId(row) : undefined) ?? JSON.stringify(row);
		if (!seen.has(id)) responses.push(response);
		seen.add(id);
	};
	await scanRows(download, take, { otherwise: LOOK_AT_FILE, zip: LOOK_AT_FILE });
	return responses;
}

/** The part of time that is wanted, in milliseconds since 1970: the end isn't part of it. */
export interface Span {
	start: number;
	end: number;
}

/** A response without a valid time was in the export, so it counts as within it. */
export const isWithin = (at: number | undefined, { start, end }: Span): boolean =>
	at === undefined || (at >= start && at < end);

/** Null if the event has no valid time. */
export const respondedAt = (at: number | undefined): string | null =>
	at === undefined ? null : new Date(at).toISOString();

/** The latest name of each survey or experience, as events report it: names can change. */
export class LatestNames {
	private readonly names = new Map<string, { name: string; at: number }>();

	note(id: string | undefined, name: string | undefined, at = -Infinity): void {
		if (id === undefined || name === undefined) return;
		const known = this.names.get(id);
		if (!known || at >= known.at) this.names.set(id, { name, at });
	}

	of(id: string | undefined): string | undefined {
		return id === undefined ? undefined : this.names.get(id)?.name;
	}
}
