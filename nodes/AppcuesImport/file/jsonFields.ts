import type { FindingKind } from '../../shared/checks/findings';
import { cleanName, isNameless, visibleName } from '../../shared/checks/names';
import { oddText } from '../../shared/checks/oddText';
import type { Property, PropertyChecks } from '../../shared/checks/properties';
import { parseJson } from '../../shared/util/parseJson';
import type { Field, Role } from './fieldChecks';
import { isSame } from './fieldChecks';
import type { JsonScanner } from './jsonScanner';
import { JSON_KIND } from './jsonScanner';
import { numberAt } from '../../shared/util/elementAt';

/** Returns the value of a member, unchanged. */
export function rawValue(
	{ kinds, starts, ends }: JsonScanner,
	bytes: Buffer,
	member: number,
): string {
	const quote = kinds[member] === JSON_KIND.string ? 1 : 0;
	return bytes.toString('utf8', numberAt(starts, member) - quote, numberAt(ends, member) + quote);
}

/** Returns the value of a member that is a string. */
export const stringOf = (scanner: JsonScanner, bytes: Buffer, member: number): string =>
	String(parseJson(rawValue(scanner, bytes, member), 'exact'));

/** Returns an ID that is a number in the file, with all of its digits. */
export function idOf(raw: string): string {
	return /^-?\d+$|e\+/i.test(raw) ? raw : String(Number(raw));
}

/** A member of the JSON objects in a file, and what its values have been so far. */
export interface JsonField extends Field {
	/** Its name in the file, without quotes. */
	raw: Buffer;
	/** The name in the file, with visible names of invisible characters. */
	shownName: string;
	/** Whether it is sent under another name, or isn't sent because it has none. */
	isRenamed: boolean;
	/** What looks wrong in its name. */
	oddName: FindingKind | undefined;
	property: Property;
	/** The last row that has it. Fields that differ only in invisible characters share this. */
	last: { row: number };
	/** Whether some values are strings other than numbers. */
	hasText: boolean;
	/** Whether some values are strings of digits. */
	hasDigits: boolean;
	/** Whether some values are true or false. */
	hasWords: boolean;
	/** The first rows in which it is a number and a string, or 0 for none. */
	numberRow: number;
	stringRow: number;
}

/** Finds the fields of members. Usually, all objects have the same members in the same order. */
export class JsonFields {
	private readonly inOrder: JsonField[] = [];

	private readonly byRaw = new Map<string, JsonField>();

	private readonly lastRows = new Map<string, { row: number }>();

	constructor(
		private readonly roleOf: (name: string) => Role,
		private readonly properties: PropertyChecks,
	) {}

	/** All fields so far. */
	get all(): Iterable<JsonField> {
		return this.byRaw.values();
	}

	/** Returns the last row that has a field, by the name that is sent. */
	lastRow(name: string): number | undefined {
		return this.lastRows.get(name)?.row;
	}

	/** Returns the field of a member of the object that the scanner has just read. */
	at({ nameStarts, nameEnds }: JsonScanner, bytes: Buffer, member: number): JsonField {
		const start = numberAt(nameStarts, member);
		const end = numberAt(nameEnds, member);
		const expected = this.inOrder[member];
		if (expected && isSame(bytes, start, end, expected.raw)) return expected;
		const raw = bytes.toString('utf8', start, end);
		const field = this.byRaw.get(raw) ?? this.add(raw);
		this.inOrder[member] = field;
		return field;
	}

	private add(raw: string): JsonField {
		const written = String(parseJson(`"${raw}"`, 'exact'));
		const clean = cleanName(written);
		const name = isNameless(clean) ? '' : clean;
		const last = this.lastRows.get(name) ?? { row: 0 };
		this.lastRows.set(name, last);
		const field: JsonField = {
			name,
			role: this.roleOf(name),
			raw: Buffer.from(raw),
			shownName: visibleName(written),
			isRenamed: name !== written || name === '',
			oddName: oddText(name),
			property: this.properties.property(name),
			last,
			hasText: false,
			hasDigits: false,
			hasWords: false,
			numberRow: 0,
			stringRow: 0,
		};
		this.byRaw.set(raw, field);
		return field;
	}
}
