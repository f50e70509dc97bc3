/** Cuts a text that arrives in pieces into the texts of its rows. */
export interface Splitter {
	/** What a row is called in messages. */
	readonly unit: 'line' | 'row';
	/** @returns the rows that this piece completes */
	push(piece: string): string[];
	/** @returns what is left when no more pieces come; text that is no JSON when something is missing */
	end(): string[];
}

/** One row a line (JSON lines). Blank lines count, so that a message can name the line as an editor does. */
export class Lines implements Splitter {
	readonly unit = 'line';

	/** The pieces of the line that is not finished yet. They are joined once, however many there are. */
	private open: string[] = [];

	push(piece: string): string[] {
		const [first, ...rest] = piece.split('\n');
		this.open.push(first);
		if (rest.length === 0) return [];
		const done = [this.open.join(''), ...rest.slice(0, -1)];
		this.open = rest.slice(-1);
		return done;
	}

	end(): string[] {
		const left = this.open.join('');
		this.open = [];
		return left === '' ? [] : [left];
	}
}

/** The rows of one JSON array, which may be spread over any number of lines. */
export class ArrayElements implements Splitter {
	readonly unit = 'row';

	private depth = 0;

	private inString = false;

	private escaped = false;

	private open: string[] = [];

	push(piece: string): string[] {
		const done: string[] = [];
		let from = 0;
		for (let at = 0; at < piece.length; at += 1) {
			const sign = piece[at];
			if (this.skips(sign)) continue;
			if (sign === '[' || sign === '{') {
				this.depth += 1;
				if (this.depth === 1) from = at + 1;
			} else if (sign === ']' || sign === '}' || (sign === ',' && this.depth === 1)) {
				if (sign !== ',') this.depth -= 1;
				if (this.depth > (sign === ',' ? 1 : 0)) continue;
				this.open.push(piece.slice(from, at));
				done.push(...this.take());
				from = at + 1;
			}
		}
		this.open.push(piece.slice(from));
		return done;
	}

	end(): string[] {
		const left = this.take();
		return this.depth > 0 ? [`${left.join('')} (the list does not end here)`] : left;
	}

	private take(): string[] {
		const taken = this.open.join('').trim();
		this.open = [];
		return taken === '' ? [] : [taken];
	}

	/** Whether a character is part of a JSON text, in which brackets and commas mean nothing. */
	private skips(sign: string): boolean {
		if (!this.inString) {
			this.inString = sign === '"';
			return this.inString;
		}
		if (this.escaped) this.escaped = false;
		else if (sign === '\\') this.escaped = true;
		else if (sign === '"') this.inString = false;
		return true;
	}
}
