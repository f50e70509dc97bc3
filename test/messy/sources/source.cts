import type { IDataObject } from 'n8n-workflow';

import type { HintKind } from './hintKinds.cjs';

/** Items as one of n8n's nodes returns them, and the fields with what an import needs. */
export interface Source {
	name: string;
	items: IDataObject[];
	userId: string;
	/** What Import Profiles sends for all columns. */
	profiles: Sent | Refused;
	/** Where the items are also events. */
	event?: { name: string; time: string };
	/** The properties that Import Events sends, one object for each item. */
	properties?: IDataObject[];
}

interface Sent {
	rows: IDataObject[];
	/** The columns that each kind of hint names. Empty if nothing is wrong. */
	hints?: Hints;
}

interface Refused {
	refused: string;
}

export type Hints = Partial<Record<HintKind, string[]>>;

/** Values of any kind, as nodes return them. */
export const item = (json: Record<string, unknown>): IDataObject => json as IDataObject;
