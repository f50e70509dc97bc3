/**
 * The column names in the first record of a CSV (RFC 4180), exactly as they stand there: spaces around them count,
 * quotes do not.
 */
export function columnNames(header: string): string[] {
	const field = /"((?:[^"]|"")*)"?([^,]*)(,|$)|([^,]*)(,|$)/gy;
	const names: string[] = [];
	for (;;) {
		const match = field.exec(header);
		if (!match) return names;
		const [, quoted, rest = '', afterQuoted, plain = '', afterPlain] = match;
		names.push(quoted === undefined ? plain : quoted.replaceAll('""', '"') + rest);
		if ((afterQuoted ?? afterPlain) === '') return names;
	}
}
