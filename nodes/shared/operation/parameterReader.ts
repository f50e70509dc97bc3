import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { elementAt } from '../util/elementAt';
import { isObject } from '../util/isObject';
import type { FieldPath } from './expressions';
import { fieldReference, follow, holdsExpression, rejectPastedExpression } from './expressions';
import type { Hints } from './hints';
import type { InputFile } from './inputFile';
import { inputFile } from './inputFile';

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
		this.names = new Set();
		const result = read();
		const names = [...this.names];
		this.names = undefined;
		return { result, names };
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
