import type { ImportKind } from '../../shared/api/types';
import type { WaitSettings } from '../../shared/jobs/runJobs';
import type { KeyField } from '../rows/keyField';
import type { RowReaderFactory } from '../rows/row';

/** What tells one kind of import from the others. */
export interface Importing {
	kind: ImportKind;
	/** The parameters that say where in an item the parts of a row are. */
	keys: readonly KeyField[];
	/** How an item becomes a row. */
	rows: RowReaderFactory;
	/** Whether the rows of one ID are merged: they are values, not things that happened. */
	merge: boolean;
	/** The columns without which a file is refused. */
	fileColumns: string[];
	/** What running the node again would mean, for messages. */
	again: string;
	/** What to do when it is not known whether Appcues took a request. */
	howToCheck: string;
}

/** How the requests of an import are sent. */
export interface Sending {
	wait: WaitSettings | undefined;
	/** Each part of a file only when the job of the one before is done. */
	inOrder: boolean;
}
