import { checkFile, partsOfFile } from '../../../nodes/AppcuesImport/file/checkFile';
import type { MappedColumn } from '../../../nodes/AppcuesImport/columnMap';
import type { ImportDefinition } from '../../../nodes/AppcuesImport/items/importItems';
import { Changed } from '../../../nodes/AppcuesImport/file/sameFile';
import { Findings } from '../../../nodes/shared/checks/findings';
import { PropertyChecks } from '../../../nodes/shared/checks/properties';
import { InvalidInput } from '../../../nodes/shared/util/invalidInput';
import type { Encoding } from '../../../nodes/AppcuesImport/file/encodings';
import type { ItemReader } from '../../../nodes/shared/operation/itemReader';
import type { FileFormat } from '../../../nodes/AppcuesImport/source';
import { chunked } from './chunks.cjs';

/** The outcome for a file: it was refused, or these parts would be sent. */
export interface Outcome {
	refused?: { message: string; remedy: string };
	parts: string[];
	hints: string[];
	/** Whether it was another file when it was sent. */
	hasChanged?: boolean;
}

interface FileInput {
	kind?: 'profiles' | 'events' | 'groups';
	format?: FileFormat;
	encoding?: Encoding;
	sizes?: number[];
	renames?: MappedColumn[];
	/** What the file contains after the check, by default the same. */
	later?: Buffer;
}

const REQUIRED = {
	profiles: ['user_id'],
	groups: ['group_id'],
	events: ['user_id', 'name', 'timestamp'],
};

/** Checks a file and splits it into parts, without sending them. */
export async function outcomeOf(
	bytes: Buffer,
	{
		kind = 'profiles',
		format = 'csv',
		encoding,
		sizes = [7],
		renames = [],
		later = bytes,
	}: FileInput = {},
): Promise<Outcome> {
	const findings = new Findings();
	const properties = new PropertyChecks(findings);
	let content = bytes;
	const file = { name: 'a.csv', mimeType: '', chunks: () => chunked(content, sizes) };
	const item = { file: () => file, findings, timeZone: 'UTC', checks: { properties } };
	const source = { kind: 'file', property: 'data', label: 'File', inOrder: false } as const;
	const parts: string[] = [];
	try {
		const checked = await checkFile(
			item as unknown as ItemReader,
			{ ...source, format, encoding, renames },
			{ kind, fileColumns: REQUIRED[kind] } as unknown as ImportDefinition,
		);
		content = later;
		for await (const { data } of partsOfFile(checked)) parts.push(data.toString());
	} catch (thrown) {
		if (thrown instanceof Changed) return { parts, hints: [], hasChanged: true };
		if (!(thrown instanceof InvalidInput)) throw thrown;
		const { message, remedy = '' } = thrown;
		return { refused: { message, remedy }, parts, hints: [] };
	}
	properties.close();
	return { parts, hints: findings.messages() };
}
