import { jsonFault } from '../../shared/util/parseJson';
import type { FieldChecks, Role } from './fieldChecks';
import type { JsonField } from './jsonFields';
import { JsonFields, idOf, rawValue, stringOf } from './jsonFields';
import { JSON_KIND, JsonScanner } from './jsonScanner';
import { isPlainMember } from './plainMember';
import { numberAt } from '../../shared/util/elementAt';

const NOTHING = Buffer.alloc(0);

/**
 * Checks the JSON objects of a file, member by member. As in CSV, only values that may be wrong are read as strings. All
 * other values are sent unchanged, so that numbers keep their digits.
 */
export class JsonChecks {
	private readonly scanner = new JsonScanner();

	private readonly fields: JsonFields;

	/** For event properties in a member. */
	private inner: JsonChecks | undefined;

	/** New values of the last object that was checked, as JSON, by member. An undefined value isn't sent. */
	private readonly changes = new Map<number, string | undefined>();

	private bytes: Buffer = NOTHING;

	private row = 0;

	private isRenamed = false;

	/** @param required the members that each object must have */
	constructor(
		roleOf: (name: string) => Role,
		private readonly required: readonly string[],
		private readonly checks: FieldChecks,
	) {
		this.fields = new JsonFields(roleOf, checks.properties);
	}

	/** Reads a string. Returns false if it isn't a JSON object. */
	read(bytes: Buffer, start: number, end: number): boolean {
		this.bytes = bytes;
		return this.scanner.read(bytes, start, end);
	}

	/** The names in the last object that was read, unchanged. */
	get names(): string[] {
		return Array.from({ length: this.scanner.count }, (_, member) => this.field(member).shownName);
	}

	/**
	 * Checks the last object that was read.
	 *
	 * @returns whether it changes before it is sent
	 * @throws {InvalidInput} for an invalid value
	 */
	check(row: number): boolean {
		this.row = row;
		this.changes.clear();
		this.isRenamed = false;
		for (let member = 0; member < this.scanner.count; member += 1) {
			const field = this.field(member);
			if (field.last.row === row) throw this.twice(field);
			field.last.row = row;
			if (field.isRenamed && !this.rename(field, member)) continue;
			if (field.oddName) {
				this.checks.findings.note(field.oddName, field.name, undefined, this.checks.place(row));
			}
			if (!isPlainMember(this.scanner, this.bytes, field, member)) this.readValue(field, member);
		}
		for (const name of this.required) {
			if (this.fields.lastRow(name) !== row) throw this.checks.missing(name, row);
		}
		return this.changes.size > 0 || this.isRenamed;
	}

	/** Returns the last object that was checked, as it is sent. */
	written(): string {
		const members: string[] = [];
		for (let member = 0; member < this.scanner.count; member += 1) {
			if (this.isSkipped(member)) continue;
			const { raw, name, isRenamed } = this.field(member);
			const value = this.changes.get(member) ?? this.raw(member);
			members.push(`${isRenamed ? JSON.stringify(name) : `"${raw.toString()}"`}:${value}`);
		}
		return `{${members.join(',')}}`;
	}

	/** Notes what is only known after the last object. */
	end(): void {
		const { findings } = this.checks;
		for (const { name, role, numberRow, stringRow } of this.fields.all) {
			if ((role !== 'userId' && role !== 'groupId') || numberRow === 0 || stringRow === 0) continue;
			const row = Math.max(numberRow, stringRow);
			findings.note('mixedIds', name, undefined, this.checks.place(row));
		}
	}

	private field(member: number): JsonField {
		return this.fields.at(this.scanner, this.bytes, member);
	}

	private isSkipped(member: number): boolean {
		return this.changes.has(member) && this.changes.get(member) === undefined;
	}

	private twice({ name }: JsonField) {
		return this.checks.fault(
			this.row,
			`it has '${name}' twice`,
			"Remove one of the two. Spaces around the names don't count.",
		);
	}

	/** Notes a name that changes before it is sent. Returns false if the new name is empty. */
	private rename({ name, shownName }: JsonField, member: number): boolean {
		const { findings } = this.checks;
		const kind = name === '' ? 'namelessProperty' : 'hiddenInName';
		findings.note(kind, shownName, undefined, this.checks.place(this.row));
		if (name === '') this.changes.set(member, undefined);
		else this.isRenamed = true;
		return name !== '';
	}

	private readValue(field: JsonField, member: number): void {
		switch (field.role) {
			case 'userId':
			case 'groupId':
				return this.readId(field, member);
			case 'eventName':
				return this.readEventName(field, member);
			case 'time':
				return this.readTime(field, member);
			case 'attributes':
				return this.readAttributes(member);
			default:
				return this.readProperty(field, member);
		}
	}

	private readId(field: JsonField, member: number): void {
		const kind = this.scanner.kinds[member];
		if (kind === JSON_KIND.number) {
			field.numberRow ||= this.row;
			const id = this.checks.id(idOf(this.raw(member)), field, this.row);
			this.changes.set(member, JSON.stringify(id));
			return;
		}
		const value = this.stringValue(field, member, 'an ID');
		if (value !== '') field.stringRow ||= this.row;
		this.change(field, member, value, this.checks.id(value, field, this.row));
	}

	private readEventName(field: JsonField, member: number): void {
		const isNumber = this.scanner.kinds[member] === JSON_KIND.number;
		const value = isNumber ? this.raw(member) : this.stringValue(field, member, 'a name');
		const name = this.checks.eventName(value, field, this.row);
		if (isNumber) this.changes.set(member, JSON.stringify(name));
		else this.change(field, member, value, name);
	}

	private readTime(field: JsonField, member: number): void {
		if (this.scanner.kinds[member] === JSON_KIND.number) {
			const time = this.checks.time(Number(this.raw(member)), field, this.row);
			this.changes.set(member, JSON.stringify(time));
			return;
		}
		const value = this.stringValue(field, member, 'a time');
		const time = value.trim() === '' ? '' : this.checks.time(value, field, this.row);
		this.change(field, member, value, time);
	}

	/** Reads an object whose members are the properties of an event. */
	private readAttributes(member: number): void {
		const { kinds, starts, ends } = this.scanner;
		if (kinds[member] === JSON_KIND.null) this.changes.set(member, undefined);
		if (kinds[member] !== JSON_KIND.nested) return;
		this.inner ??= new JsonChecks(() => 'property', [], this.checks);
		if (!this.inner.read(this.bytes, numberAt(starts, member), numberAt(ends, member))) {
			this.requireValid(member);
			return;
		}
		if (this.inner.check(this.row)) this.changes.set(member, this.inner.written());
	}

	private readProperty(field: JsonField, member: number): void {
		const { property, name } = field;
		const place = this.checks.place(this.row);
		const kind = this.scanner.kinds[member];
		if (kind === JSON_KIND.number) {
			field.numberRow = this.row;
			// It is sent unchanged, so nothing is rounded.
			const number = Number(this.raw(member));
			property.accepts(Number.isSafeInteger(number) ? number : 0, place);
			return;
		}
		if (kind === JSON_KIND.word) {
			field.hasWords = true;
			property.accepts(true, place);
			return;
		}
		if (kind === JSON_KIND.nested) {
			this.requireValid(member);
			const raw = this.raw(member);
			if (!/^.\s*.$/.test(raw)) this.checks.findings.note('nestedInFile', name, raw, place);
			return;
		}
		const value = stringOf(this.scanner, this.bytes, member);
		if (!property.accepts(value, place)) this.changes.set(member, undefined);
		else if (property.hasText) field.hasText = true;
		else if (/^\d+$/.test(value)) field.hasDigits = true;
	}

	/** Notes a new value. An empty value isn't sent. */
	private change({ name }: JsonField, member: number, value: string, sent: string): void {
		if (sent === '' && this.required.includes(name)) throw this.checks.missing(name, this.row);
		if (sent === '') this.changes.set(member, undefined);
		else if (sent !== value) this.changes.set(member, JSON.stringify(sent));
	}

	/** Returns a string, which is empty for null. */
	private stringValue({ name }: JsonField, member: number, what: string): string {
		const kind = this.scanner.kinds[member];
		if (kind === JSON_KIND.string) return stringOf(this.scanner, this.bytes, member);
		if (kind === JSON_KIND.null) return '';
		throw this.checks.fault(
			this.row,
			`'${name}' is ${this.raw(member).slice(0, 60)} instead of ${what}`,
			`Write ${what} as a string, in quotes.`,
		);
	}

	private raw(member: number): string {
		return rawValue(this.scanner, this.bytes, member);
	}

	private requireValid(member: number): void {
		const reason = jsonFault(this.raw(member));
		if (reason !== '') throw this.checks.noJson(this.row, reason);
	}
}
