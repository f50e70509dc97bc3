import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { elementAt } from '../dev/elements.cjs';

/** A file to import, as a CRM writes it. */
export interface CsvFile {
	path: string;
	bytes: number;
	rows: number;
}

const HEADER =
	'user_id,email,name,company,job_title,phone,street,city,country,plan,seats,mrr,signed_up,last_seen,notes\n';

/** Cut as our node cuts files: parts of a maximum size. */
const PART_BYTES = 3_990_000;
const CHUNK_ROWS = 2000;

/**
 * Writes a CSV with 15 columns and about 400 bytes per row. In every fifth row, a quoted note contains line
 * breaks, commas and quotes. The `….parts` file beside it has the positions where it can be cut.
 */
export async function writeCsv(path: string, bytes: number): Promise<CsvFile> {
	const parts: number[] = [HEADER.length];
	let written = HEADER.length;
	let rows = 0;
	function* chunks() {
		yield HEADER;
		while (written < bytes) {
			let text = '';
			for (let left = CHUNK_ROWS; left > 0 && written + text.length < bytes; left -= 1) {
				text += row(rows);
				rows += 1;
				// All of it is ASCII, so characters are bytes.
				const end = written + text.length;
				if (end - elementAt(parts, parts.length - 1) > PART_BYTES) parts.push(end);
			}
			written += text.length;
			yield text;
		}
	}
	await pipeline(Readable.from(chunks()), createWriteStream(path));
	if (elementAt(parts, parts.length - 1) < written) parts.push(written);
	await writeFile(`${path}.parts`, JSON.stringify(parts));
	return { path, bytes: written, rows };
}

export const csvHeader = HEADER;

function row(index: number): string {
	const note =
		index % 5 === 0
			? `"Called on Tuesday, wants a demo of ""Reports"".\nSecond line: budget is approved for Q${(index % 4) + 1}, legal is still looking.\nThird line: ask for the head of support."`
			: 'No open tickets since the move to the new plan; renewed last year through the partner portal and asked for an annual invoice in one sum at the end of March';
	return `user-${100_000 + index},person${index}@company${index % 977}.example,Person Number ${index},"Company ${index % 977}, Inc.",Head of Customer Success,+1 555 01${(index % 90) + 10} 4${(index % 800) + 100},${index % 300} Long Street Name,San Francisco,United States,${index % 3 ? 'free' : 'pro'},${index % 40},${(index % 400) * 0.25},2026-03-14T09:26:53Z,2026-11-01T18:00:00Z,${note}\n`;
}
