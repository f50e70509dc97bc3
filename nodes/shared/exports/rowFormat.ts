import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/isObject';

/** Reads the rows of one kind of file from text that arrives in pieces, cut anywhere. */
export interface RowFormat {
	/** What a row is called in messages. */
	readonly unit: 'line' | 'row';
	/** How many rows were read. */
	readonly count: number;
	/** @returns the rows that this piece completes @throws {RowFault} */
	push(piece: string): IDataObject[];
	/** @returns the rows that are left when no more pieces come @throws {RowFault} */
	end(): IDataObject[];
}

/** Something in a file that isn't a row. The message is a whole sentence, without a period. */
export class RowFault extends Error {
	constructor(
		message: string,
		/** The start of what was found instead, to be quoted. */
		readonly found: string,
		readonly remedy?: string,
	) {
		super(message);
	}
}

/** How long a row can be, in characters. A file that is damaged may look like one endless row. */
export const MAX_ROW_LENGTH = 2 ** 24;

export const tooLong = (unit: RowFormat['unit'], number: number, found: string): RowFault =>
	new RowFault(
		`${unit === 'row' ? 'Row' : 'Line'} ${number} of the export is longer than ${MAX_ROW_LENGTH.toLocaleString('en')} characters`,
		found,
	);

export const isRow = (value: unknown): value is IDataObject => isObject(value);

/** Fields that Appcues writes as objects, or as the JSON text of objects. */
export const NESTED: readonly string[] = ['attributes', 'identity', 'interaction_data'];
