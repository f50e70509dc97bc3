import { isRounded } from '../util/parseJson';
import { dateName, isNumericDate, isUnusableDate, isVersionName } from './dates';
import type { FindingKind, Findings, Place } from './findings';
import { isMistake, mistakeIn } from './mistakes';
import { cleanName, isNameless, visibleName } from './names';
import { isOrdinary, oddText } from './oddText';

/** A number as people and programs write it: `5`, `007`, `1,200.50`, `$12`, `35%`. Among numbers it is meant as one. */
const NUMERIC =
	/^[-+]?(?:[$€£¥] ?)?(?:\d+|\d{1,3}(?:[,. ]\d{3})+)(?:[.,]\d+)?(?: ?(?:[%$€£¥]|USD|EUR|GBP))?$/;

/** True or false as people and programs write it. Among booleans it is meant as one. */
const BOOLEAN = /^(?:true|false|yes|no|on|off|[tfyn])$/i;

/** How many values of a property are remembered. Where more differ, few come again. */
const REMEMBERED = 64;

/** What is known of one property: the values of all rows together. */
export class Property {
	/** As it is sent: without what can't be seen in it. */
	readonly name: string;

	/** As the user wrote it, with what can't be seen written out. */
	private readonly shownName: string;

	private hasNumbers = false;

	private hasBooleans = false;

	/** Strings that are neither a number nor a boolean: then the types may differ. */
	private hasOtherStrings = false;

	private firstNumeric: { value: string; place: Place } | undefined;

	private firstBoolean: { value: string; place: Place } | undefined;

	private readonly date: ReturnType<typeof dateName>;

	/** Whether 2026.1.2 is a version in it. */
	private readonly holdsVersions: boolean;

	/** Strings in which nothing was found, as long as there are few of them. */
	private fine: Set<string> | undefined = new Set();

	/** Whether its name is one that software gave it, for want of another. */
	readonly isNameless: boolean;

	/** What looks wrong with the letters of its name. */
	private readonly oddName: FindingKind | undefined;

	/** Whether there is something to say about its name, or it can't be sent under it. */
	readonly hasOddName: boolean;

	/**
	 * @param key its name as the user wrote it
	 * @param index its place in the order in which properties were first seen
	 */
	constructor(
		readonly key: string,
		readonly index: number,
		private readonly findings: Findings,
	) {
		this.name = cleanName(key);
		this.shownName = this.name === key ? key : visibleName(key);
		this.isNameless = isNameless(this.name);
		this.oddName = oddText(this.name);
		this.hasOddName = this.isNameless || this.name !== key || this.oddName !== undefined;
		this.date = dateName(this.name);
		this.holdsVersions = !this.date && isVersionName(this.name);
	}

	/**
	 * Notes what looks wrong with a value.
	 *
	 * @returns false for a value that must not be sent
	 */
	accepts(value: unknown, place: Place): boolean {
		if (typeof value === 'string') {
			return this.fine?.has(value) === true || this.acceptsString(value, place);
		}
		if (typeof value === 'number') {
			this.hasNumbers = true;
			this.noteRounded(value, place);
			if (this.date && isNumericDate(value, this.date)) {
				this.findings.note('unusableDate', this.name, String(value), place);
			}
		} else if (typeof value === 'boolean') this.hasBooleans = true;
		return true;
	}

	/** Says whether a value that can't be sent comes from a mistake: no number, no date. Notes it if so. */
	isMistake(value: unknown, place: Place): boolean {
		const mistake = mistakeIn(value);
		if (mistake !== undefined) this.findings.note('mistake', this.name, mistake, place);
		return mistake !== undefined;
	}

	/** Notes a whole number that JavaScript has rounded. */
	noteRounded(value: unknown, place: Place): void {
		if (isRounded(value)) this.findings.note('roundedNumber', this.name, String(value), place);
	}

	/** Whether its name says that it holds dates, so that numbers in it may be days of a spreadsheet. */
	get holdsDates(): boolean {
		return this.date !== undefined;
	}

	/** Whether some of its values are strings that are neither numbers nor booleans. */
	get hasText(): boolean {
		return this.hasOtherStrings;
	}

	/** Notes that the property is sent under another name than the user gave, or that its name looks wrong. */
	noteName(place: Place): void {
		if (this.shownName !== this.name) {
			this.findings.note('hiddenInName', this.shownName, undefined, place);
		}
		if (this.oddName) this.findings.note(this.oddName, this.name, undefined, place);
	}

	/** Notes that the property isn't sent: without what can't be seen it has no name, or another's. */
	noteUnnamed(place: Place): void {
		const kind = this.isNameless ? 'namelessProperty' : 'sameName';
		this.findings.note(kind, this.shownName, undefined, place);
	}

	/** Notes a value that isn't sent because another field has its name. */
	noteTaken(value: unknown, place: Place): void {
		this.findings.note('takenName', this.name, String(value), place);
	}

	/** Notes a value that Appcues can't store, or an empty string that overwrites a value in Appcues. */
	noteValue(kind: 'emptyString' | 'notStored', place: Place): void {
		this.findings.note(kind, this.name, undefined, place);
	}

	private acceptsString(value: string, place: Place): boolean {
		const looksFine = isOrdinary(value) || this.looksFine(value);
		if (!looksFine && !this.noteOdd(value, place)) return false;
		if (looksFine && this.fine) this.remember(value, this.fine);
		if (!this.hasOtherStrings && value !== '') this.noteType(value, place);
		return true;
	}

	private looksFine(value: string): boolean {
		return (
			!isMistake(value) &&
			oddText(value) === undefined &&
			!this.isDate(value) &&
			!isShortenedNumber(value)
		);
	}

	private isDate(value: string): boolean {
		if (isUnusableDate(value)) return !(this.holdsVersions && /^[\d.]+$/.test(value));
		return this.date !== undefined && isNumericDate(value, this.date);
	}

	/** Notes what looks wrong. @returns false for a value that must not be sent */
	private noteOdd(value: string, place: Place): boolean {
		const note = (kind: FindingKind) => this.findings.note(kind, this.name, value, place);
		if (isMistake(value)) {
			note('mistake');
			return false;
		}
		const odd = oddText(value);
		if (odd) note(odd);
		if (this.isDate(value)) note('unusableDate');
		if (isShortenedNumber(value)) note('shortenedNumber');
		return true;
	}

	/** Values such as a plan or a country come again and again. */
	private remember(value: string, fine: Set<string>): void {
		if (fine.size < REMEMBERED) fine.add(value);
		else this.fine = undefined;
	}

	private noteType(value: string, place: Place): void {
		if (value.length > 24) this.hasOtherStrings = true;
		else if (NUMERIC.test(value)) this.firstNumeric ??= { value, place };
		else if (BOOLEAN.test(value)) this.firstBoolean ??= { value, place };
		else this.hasOtherStrings = true;
	}

	/** Notes what shows only when all rows have been seen. */
	close(): void {
		const { firstNumeric: numeric, firstBoolean: boolean } = this;
		if (this.hasOtherStrings || (numeric && boolean)) return;
		if (this.hasNumbers && numeric) {
			this.findings.note('mixedNumbers', this.name, numeric.value, numeric.place);
		}
		if (this.hasBooleans && boolean) {
			this.findings.note('mixedBooleans', this.name, boolean.value, boolean.place);
		}
	}
}

/** Checks the properties of all items or rows of a run. */
export class PropertyChecks {
	private readonly byKey = new Map<string, Property>();

	private readonly inOrder: Property[] = [];

	/** Items mostly have the same fields in the same order, so the next property is nearly always at hand. */
	private next = 0;

	private fromSheet: boolean | undefined;

	constructor(private readonly findings: Findings) {}

	/**
	 * Whether items are rows of a Google Sheet, to each of which n8n adds its number, as the first field. A query that counts
	 * its rows begins with 1.
	 */
	isSheetRow(number: unknown): boolean {
		this.fromSheet ??= typeof number === 'number' && number > 1;
		return this.fromSheet;
	}

	/** Returns what is known of a property. @param key its name as the item or the file has it */
	property(key: string): Property {
		const next = this.inOrder[this.next];
		const property = next?.key === key ? next : (this.byKey.get(key) ?? this.add(key));
		this.next = property.index + 1;
		return property;
	}

	private add(key: string): Property {
		const property = new Property(key, this.inOrder.length, this.findings);
		this.byKey.set(key, property);
		this.inOrder.push(property);
		return property;
	}

	/** Notes what shows only when all rows have been seen. Call it once, at the end. */
	close(): void {
		for (const property of this.inOrder) property.close();
	}
}

/** What a spreadsheet makes of a long number: `4.91701E+11`. */
const SHORTENED = /^\d(?:[.,]\d+)?E\+\d{2,}$/i;

/** Whether a text is a number of which a spreadsheet kept only the first digits. */
export function isShortenedNumber(text: string): boolean {
	const second = text[1];
	const mayBe = second === '.' || second === ',' || second === 'E' || second === 'e';
	return mayBe && text.length >= 5 && SHORTENED.test(text);
}
