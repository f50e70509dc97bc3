import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { elementAt } from '../util/elementAt';
import { isObject } from '../util/isObject';
import type { FieldPath } from './expressions';
import {
	fieldReference,
	follow,
	holdsExpression,
	rejectPastedExpression,
	stepInto,
} from './expressions';
import type { Hints } from './hints';
import type { InputFile } from './inputFile';
import { inputFile } from './inputFile';

/**
 * Reads the parameters of an execution. A fixed parameter is the same for every item and is read once. This class itself
 * reads an expression that is only a field of the item, because n8n takes about 0.1 ms to evaluate one, and seconds to
 * copy a long array.
 */
export class ParameterReader {
	private readonly sources = new Map<string, Source>();

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
		this.names = new Set();
		const result = read();
		const names = [...this.names];
		this.names = undefined;
		return { result, names };
	}

	read(name: string, item: number, fallback: unknown): unknown {
		this.names?.add(name);
		const source = this.sources.get(name) ?? this.addSource(name);
		if (source.isKnown) return source.value;
		const followed = source.path && follow(source.path, this.json(item));
		if (followed !== undefined && source.isProven) return followed;
		if (Array.isArray(followed) && this.findsSame(name, item, followed)) {
			source.isProven = true;
			return followed;
		}
		const value: unknown = this.context.getNodeParameter(name, item, fallback);
		if (source.isFixed) {
			source.isKnown = true;
			source.value = value;
		} else if (followed !== undefined) {
			// The first value is read both ways. If n8n returns another value, it evaluates the expression for every item.
			if (followed === value) source.isProven = true;
			else source.path = undefined;
		}
		return value;
	}

	/**
	 * Returns whether n8n reads the same array from an item, by its length and its ends. n8n copies an array that an
	 * expression returns, which takes seconds for 100,000 entries and fails for a million.
	 */
	private findsSame(name: string, item: number, array: readonly unknown[]): boolean {
		const stored = String(this.node.parameters[name]);
		const read = (step: string): unknown =>
			this.context.evaluateExpression(stepInto(stored, step), item);
		const last = array.length - 1;
		try {
			return (
				read('.length') === array.length &&
				read('[0]') === array[0] &&
				read(`[${last}]`) === array[last]
			);
		} catch {
			return false;
		}
	}

	/** @throws {InvalidInput} for an expression that is text */
	private addSource(name: string): Source {
		const stored: unknown = this.node.parameters[name];
		rejectPastedExpression(stored);
		const source: Source = {
			isFixed: !holdsExpression(stored),
			isKnown: false,
			value: undefined,
			path: fieldReference(stored),
			isProven: false,
		};
		this.sources.set(name, source);
		return source;
	}

	isFixed(name: string): boolean {
		return this.sources.get(name)?.isFixed ?? !holdsExpression(this.node.parameters[name]);
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

/** Where a parameter's values come from. */
interface Source {
	isFixed: boolean;
	/** Whether `value` is the value of a fixed parameter. */
	isKnown: boolean;
	value: unknown;
	/** The field that it reads from its item, if that is all it does. */
	path: FieldPath | undefined;
	/** Whether n8n returned the same as the field's value. */
	isProven: boolean;
}
