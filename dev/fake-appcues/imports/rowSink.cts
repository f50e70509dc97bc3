import { Problem } from '../model/problem.cjs';
import type { Row, RowKind } from './rowKinds.cjs';

/** Checks and counts the rows of an import, and keeps them if asked to. */
export class RowSink {
	count = 0;
	readonly rows: Row[] | undefined;

	constructor(
		readonly kind: RowKind,
		keep: boolean,
	) {
		this.rows = keep ? [] : undefined;
	}

	/** @throws a 400 that names the line and the field of an invalid row */
	take(row: Row, line: number): void {
		const complaint = this.kind.complaint(row);
		if (complaint !== undefined) throw new Problem(400, `line ${line}: ${complaint}`);
		this.count += 1;
		this.rows?.push(row);
	}

	/** @throws a 400 when there were no rows */
	end(): this {
		if (this.count === 0) throw new Problem(400, 'body: holds no rows');
		return this;
	}
}
