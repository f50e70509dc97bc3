import type { IDataObject } from 'n8n-workflow';

import { asSwitch } from '../util/asSwitch';
import { isObject } from '../util/isObject';
import type { FlattenChecks } from '../checks/flatten';
import type { FindingKind, Findings } from '../checks/findings';
import { isMistake } from '../checks/mistakes';
import { InvalidInput } from '../util/invalidInput';
import { isRounded } from '../util/parseJson';
import type { InputFile } from './inputFile';
import type { ParameterReader } from './parameterReader';

/**
 * One input item: its parameters, with their types checked, its JSON and its files. Messages contain the parameter's
 * label.
 */
export class ItemReader {
	constructor(
		private readonly parameters: ParameterReader,
		/** Its index. */
		readonly item: number,
	) {}

	/** Collects what looks wrong in the data of a run. */
	get findings(): Findings {
		return this.parameters.hints.findings;
	}

	/** What {@link flatten} needs to check the properties of this item. */
	get checks(): FlattenChecks {
		return { properties: this.parameters.hints.properties, place: { item: this.item } };
	}

	/** Notes that something looks wrong in this item. @param subject the label of the parameter, or the field */
	note(kind: FindingKind, subject: string, example?: string, detail?: string): void {
		this.findings.note(kind, subject, example, { item: this.item }, detail);
	}

	/** The item's JSON data. */
	get json(): IDataObject {
		return this.parameters.json(this.item);
	}

	/** Returns a file of the item. @throws {InvalidInput} with the label if there is none */
	file(property: string, label: string): InputFile {
		return this.parameters.file(this.item, property, label);
	}

	/** The workflow's time zone (IANA), which n8n uses for times without a zone. */
	get timeZone(): string {
		return this.parameters.timeZone;
	}

	/** When the run started, in milliseconds since 1970. */
	get now(): number {
		return this.parameters.now;
	}

	/** Returns whether a parameter is the same for every item, because its field is set to Fixed. */
	isFixed(name: string): boolean {
		return this.parameters.isFixed(name);
	}

	/** Returns a parameter, or an entry of a collection, as the workflow stores it: expressions start with `=`. */
	stored(name: string, entry?: string): unknown {
		return this.parameters.stored(name, entry);
	}

	/** Returns a result, and the names of the parameters that were read for it. */
	namesIn<Result>(read: () => Result): { result: Result; names: string[] } {
		return this.parameters.namesIn(read);
	}

	/** Returns a parameter's value, of any type. */
	value(name: string, fallback?: unknown): unknown {
		return this.parameters.read(name, this.item, fallback);
	}

	/**
	 * Returns a string that isn't blank, without spaces and invisible characters at its ends. Converts numbers, which
	 * expressions may return.
	 *
	 * @throws {InvalidInput} also for what comes from a mistake, such as `undefined`
	 */
	requiredText(name: string, label: string): string {
		const text = this.text(name, label).replace(AROUND, '');
		if (text === '') throw new InvalidInput(`'${label}' is empty`, `Enter a value in '${label}'.`);
		return withoutMistake(text, label);
	}

	/** Returns a string unchanged; an empty string if it isn't set. */
	text(name: string, label: string): string {
		return asText(this.value(name, ''), label);
	}

	/** Returns whether a parameter is on. @throws {InvalidInput} for anything but true and false */
	boolean(name: string, label: string, fallback: boolean): boolean {
		return asSwitch(this.value(name, fallback), label);
	}

	/** Returns a collection's entries; an empty object if it has none. */
	collection(name: string): Record<string, unknown> {
		const value = this.value(name, {});
		return isObject(value) ? value : {};
	}

	/** Requires a whole number from `min` to `max`. */
	wholeNumber(value: unknown, label: string, min: number, max: number): number {
		const number = asNumber(value);
		if (number !== undefined && Number.isInteger(number) && number >= min && number <= max) {
			return number;
		}
		const range =
			max === Number.MAX_SAFE_INTEGER
				? `of ${min} or more`
				: `from ${min} to ${max.toLocaleString('en')}`;
		throw new InvalidInput(`'${label}' is ${show(value)}`, `Enter a whole number ${range}.`);
	}

	/** Requires a number from 0 to 100, which may have a fraction. */
	percent(value: unknown, label: string): number {
		const number = asNumber(value);
		if (number !== undefined && number >= 0 && number <= 100) return number;
		throw new InvalidInput(`'${label}' is ${show(value)}`, 'Enter a number from 0 to 100.');
	}

	/** Requires a number of seconds above 0, which may have a fraction. Returns milliseconds. */
	seconds(value: unknown, label: string): number {
		const number = asNumber(value);
		if (number !== undefined && number > 0) return number * 1000;
		throw new InvalidInput(`'${label}' is ${show(value)}`, 'Enter a number of seconds above 0.');
	}
}

/** Spaces, zero-width characters and byte order marks. */
const AROUND = /^[\s\u200b\u2060\ufeff]+|(?<![\s\u200b\u2060\ufeff])[\s\u200b\u2060\ufeff]+$/g;

/** Returns a string unchanged. @throws {InvalidInput} for one that comes from a mistake, such as `undefined` */
export function withoutMistake(text: string, label: string): string {
	if (!isMistake(text)) return text;
	throw new InvalidInput(
		`'${label}' is "${text}", which comes from an empty or mistyped value`,
		`Check the expression in '${label}'.`,
	);
}

/** Converts a value to a string; nothing to an empty one. @throws {InvalidInput} for arrays, objects, rounded numbers */
export function asText(value: unknown, label: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value;
	if (isRounded(value)) {
		throw new InvalidInput(
			`'${label}' is ${String(value)}, a number that JavaScript has rounded`,
			'Numbers this large must be strings where they come from.',
		);
	}
	if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
		return String(value);
	throw new InvalidInput(
		`'${label}' is ${Array.isArray(value) ? 'an array' : 'an object'} instead of a string`,
		`Check the expression in '${label}'.`,
	);
}

function asNumber(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function show(value: unknown): string {
	return value === undefined ? 'not set' : (JSON.stringify(value) ?? String(value)).slice(0, 60);
}
