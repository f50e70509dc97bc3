import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { isObject } from '../util/isObject';
import type { FlattenChecks } from '../checks/flatten';
import type { FindingKind, Findings } from '../checks/findings';
import { InvalidInput } from '../util/invalidInput';
import type { Hints } from './hints';
import { isRounded } from '../util/parseJson';
import type { FieldPath } from './expressions';
import { fieldReference, follow, holdsExpression, rejectPastedExpression } from './expressions';
import type { InputFile } from './inputFile';
import { inputFile } from './inputFile';
import { elementAt } from '../util/elementAt';

/**
 * Reads the parameters of an execution. A fixed parameter is the same for every item and is read once. This class itself
 * reads an expression that is only a field of the item, because n8n takes about 0.1 ms to evaluate one.
 */
export class ParameterReader {
	private readonly constants = new Map<string, unknown>();

	private readonly references = new Map<string, Reference | undefined>();

	/** When the run started, in milliseconds since 1970. It is the same for all items. */
	readonly now = Date.now();

	private readonly node: INode;

	private readonly items: INodeExecutionData[];

	/** @param hints where to note what looks wrong in the data */
	constructor(
		private readonly context: IExecuteFunctions,
		readonly hints: Hints,
	) {
		this.node = context.getNode();
		this.items = context.getInputData();
	}

	/** The names of the parameters that are read, while {@link namesIn} is running. */
	private names: Set<string> | undefined;

	/** Returns a result, and the names of the parameters that were read for it. */
	namesIn<Result>(read: () => Result): { result: Result; names: string[] } {
		const names = new Set<string>();
		this.names = names;
		try {
			return { result: read(), names: [...names] };
		} finally {
			this.names = undefined;
		}
	}

	read(name: string, item: number, fallback: unknown): unknown {
		this.names?.add(name);
		if (this.constants.has(name)) return this.constants.get(name);
		const reference = this.referenceIn(name);
		const followed = reference && follow(reference.path, this.json(item));
		if (followed !== undefined && reference?.proven) return followed;
		const value: unknown = this.context.getNodeParameter(name, item, fallback);
		if (reference) {
			if (followed !== undefined) this.prove(name, reference, followed === value);
		} else if (!holdsExpression(this.node.parameters[name])) {
			this.constants.set(name, value);
		}
		return value;
	}

	/** Reads the first item both ways. If n8n returns another value there, it evaluates the expression for every item. */
	private prove(name: string, reference: Reference, same: boolean): void {
		if (same) reference.proven = true;
		else this.references.set(name, undefined);
	}

	private referenceIn(name: string): Reference | undefined {
		if (!this.references.has(name)) {
			rejectPastedExpression(this.node.parameters[name]);
			const path = fieldReference(this.node.parameters[name]);
			this.references.set(name, path && { path, proven: false });
		}
		return this.references.get(name);
	}

	isFixed(name: string): boolean {
		return !holdsExpression(this.node.parameters[name]);
	}

	/** Returns a parameter, or an entry of a collection, as the workflow stores it. */
	stored(name: string, entry?: string): unknown {
		const stored: unknown = this.node.parameters[name];
		if (entry === undefined) return stored;
		return isObject(stored) ? stored[entry] : undefined;
	}

	json(item: number): IDataObject {
		return elementAt(this.items, item).json;
	}

	file(item: number, property: string, label: string): InputFile {
		return inputFile(this.context, item, property, label);
	}

	get timeZone(): string {
		return this.context.getTimezone();
	}
}

/** A field that a parameter reads from its item, and whether n8n returns the same. */
interface Reference {
	path: FieldPath;
	proven: boolean;
}

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

	/** Returns a string that isn't blank, trimmed. Converts numbers, which expressions may return. */
	requiredText(name: string, label: string): string {
		const text = this.text(name, label).trim();
		if (text === '') throw new InvalidInput(`'${label}' is empty`, `Enter a value in '${label}'.`);
		return text;
	}

	/** Returns a string unchanged; an empty string if it isn't set. */
	text(name: string, label: string): string {
		return asText(this.value(name, ''), label);
	}

	boolean(name: string, fallback: boolean): boolean {
		const value = this.value(name, fallback);
		return typeof value === 'string' ? value.trim().toLowerCase() === 'true' : Boolean(value);
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
