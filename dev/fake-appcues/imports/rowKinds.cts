import { parseTime } from '../model/time.cjs';

/** A row of an import, as a line of NDJSON has it. A CSV row is converted to the same. */
export type Row = Readonly<Record<string, unknown>>;

/** The cells of a CSV row, by column. A missing value is null, not "". */
export type Cells = Readonly<Record<string, string | null>>;

/** What the rows of an import are. */
export interface RowKind {
	/** Columns that a CSV must have. */
	required: readonly string[];
	/** Returns what is wrong with a row, beginning with the field, or undefined for a valid row. */
	complaint(row: Row): string | undefined;
	/** Makes a row from the cells of a CSV, by column. @throws an Error that begins with the field */
	fromCells(cells: Cells): Row;
}

const EVENT_FIELDS = ['user_id', 'name', 'timestamp', 'attributes', 'group_id'];
const NAME_LENGTH = 127;

/** The kinds of rows, by the operation that imports them. */
export const rowKinds: Readonly<Record<string, RowKind>> = {
	importProfiles: keyed('user_id'),
	importGroups: keyed('group_id'),
	importEvents: {
		required: ['user_id', 'name', 'timestamp'],
		complaint: eventComplaint,
		fromCells: eventFromCells,
	},
};

/** A key and attributes. Nested values are accepted here and ignored later. */
function keyed(key: string): RowKind {
	return {
		required: [key],
		complaint: (row) => textComplaint(row, key),
		fromCells: (cells) => cells,
	};
}

function eventComplaint(row: Row): string | undefined {
	const { name, timestamp, attributes, group_id: groupId } = row;
	const missing = textComplaint(row, 'user_id') ?? textComplaint(row, 'name');
	if (missing !== undefined) return missing;
	if ([...String(name)].length > NAME_LENGTH) {
		return `name: must have at most ${NAME_LENGTH} characters`;
	}
	if (timestamp === undefined || timestamp === null) return 'timestamp: is required';
	if (parseTime(timestamp) === undefined)
		return 'timestamp: must be a time in ISO 8601 with a zone';
	if (attributes !== undefined && !isObject(attributes)) return 'attributes: must be an object';
	if (groupId !== undefined && textComplaint(row, 'group_id'))
		return textComplaint(row, 'group_id');
	const unknown = Object.keys(row).find((field) => !EVENT_FIELDS.includes(field));
	return unknown === undefined ? undefined : `${unknown}: is unknown`;
}

function textComplaint(row: Row, field: string): string | undefined {
	const value = row[field];
	if (value === undefined || value === null) return `${field}: is required`;
	if (typeof value !== 'string') return `${field}: must be a string`;
	return value === '' ? `${field}: must not be empty` : undefined;
}

/** Whether columns beyond those of NDJSON are attributes is unknown (?). Here they are. */
function eventFromCells(cells: Cells): Row {
	const { user_id, name, timestamp, attributes: json, group_id, ...others } = cells;
	const attributes = { ...others, ...(json && parsedAttributes(json)) };
	return { user_id, name, timestamp, attributes, ...(group_id && { group_id }) };
}

function parsedAttributes(json: string): object {
	try {
		const value: unknown = JSON.parse(json);
		if (isObject(value)) return value;
	} catch {
		// Told below.
	}
	throw new Error('attributes: must be an object, as JSON');
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
