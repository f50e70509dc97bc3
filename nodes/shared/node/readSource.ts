import type { Nested } from '../bulk/flatten';
import { InvalidInput } from '../invalidInput';
import { readNested } from './attributesBlock';
import type { Encoding } from './encodings';
import { ENCODING_LABEL, isEncoding } from './encodings';
import type { ItemReader } from './itemReader';
import { readNames } from './listEntries';
import { SOURCE_LABELS } from './sourceBlock';

export interface ItemSource {
	kind: 'items';
	/** Undefined for all. */
	columns: string[] | undefined;
	nested: Nested;
	skipInvalid: boolean;
}

/** What the records of a file are: the rows of a CSV, or the lines of NDJSON. */
export type FileFormat = 'csv' | 'ndjson';

export interface FileSource {
	kind: 'file';
	property: string;
	/** For messages about the file. */
	label: string;
	/** Undefined: to be detected. */
	format: FileFormat | undefined;
	/** Undefined: UTF-8, or UTF-16 with a byte order mark. */
	encoding: Encoding | undefined;
	inOrder: boolean;
}

/** @throws {InvalidInput} for a choice that does not exist, or a name that is missing */
export function readSource(first: ItemReader): ItemSource | FileSource {
	const source = first.value('source', 'items');
	if (source === 'items') return readItemSource(first);
	if (source === 'file') return readFileSource(first);
	throw new InvalidInput("'Source' has no such choice", "Choose 'Input Items' or 'File'.");
}

function readItemSource(first: ItemReader): ItemSource {
	const { onInvalidRow = 'error' } = first.collection('options');
	if (onInvalidRow !== 'error' && onInvalidRow !== 'skip') {
		throw new InvalidInput(
			`'${SOURCE_LABELS.onInvalidRow}' has no such choice`,
			"Choose 'Stop' or 'Skip'.",
		);
	}
	const columns = first.value('columns', 'all') === 'selected' ? readColumns(first) : undefined;
	return {
		kind: 'items',
		columns,
		nested: readNested(first),
		skipInvalid: onInvalidRow === 'skip',
	};
}

function readFileSource(first: ItemReader): FileSource {
	const format = first.value('fileFormat', 'auto');
	if (format !== 'auto' && format !== 'csv' && format !== 'ndjson') {
		throw new InvalidInput(
			`'${SOURCE_LABELS.fileFormat}' has no such choice`,
			"Choose 'Detect', 'CSV' or 'NDJSON'.",
		);
	}
	const { inOrder = false, encoding = 'auto' } = first.collection('options');
	if (encoding !== 'auto' && !isEncoding(encoding)) {
		throw new InvalidInput(
			`'${ENCODING_LABEL}' has no such choice`,
			"Choose 'Detect', or the encoding of the file.",
		);
	}
	return {
		kind: 'file',
		property: first.requiredText('binaryPropertyName', SOURCE_LABELS.file),
		label: SOURCE_LABELS.file,
		format: format === 'auto' ? undefined : format,
		encoding: encoding === 'auto' ? undefined : encoding,
		inOrder: inOrder === true || inOrder === 'true',
	};
}

function readColumns(first: ItemReader): string[] {
	const named = readNames(first.value('selectedColumns', ''), SOURCE_LABELS.selectedColumns, first);
	if (named.length > 0) return named;
	throw new InvalidInput(
		`'${SOURCE_LABELS.selectedColumns}' names no field`,
		`Enter the names of the fields to send in '${SOURCE_LABELS.selectedColumns}', or choose 'All' in '${SOURCE_LABELS.columns}'.`,
	);
}
