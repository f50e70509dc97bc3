import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { AppcuesClient } from '../api/client';
import type { Hints } from './hints';
import type { ItemReader } from './itemReader';

/** What every operation shows in the dropdown and in the node panel, and the parameters it has. */
interface Appearance {
	/** Stored in saved workflows: never changes. */
	value: string;
	/** In the dropdown: "Add Users". */
	name: string;
	/** In the node panel: "Add users to a segment". */
	action: string;
	description: string;
	/** Its parameters; `displayOptions` for the operation are added by {@link operationProperties}. */
	fields: INodeProperties[];
}

/** n8n's helpers for the files that come of a job: to fetch them without credentials, and to keep them. */
export type FileHelpers = Pick<IExecuteFunctions['helpers'], 'httpRequest' | 'prepareBinaryData'>;

/** What a run can use besides its input. */
export interface RunContext {
	appcues: AppcuesClient;
	hints: Hints;
	helpers: FileHelpers;
}

/** One call per input item. Items run side by side, the outputs keep their order. */
interface PerItem<Input> extends Appearance {
	/** Reads and checks the item's parameters. Nothing is sent before every item has been read. */
	read(item: ItemReader): Input;
	/** Inputs with the same key run one after the other, in the order of the items. */
	sequence?(input: Input): string;
	run(input: Input, context: RunContext): Promise<IDataObject | IDataObject[]>;
}

/** An input together with the item that it came from. */
export interface FromItem<Input> {
	item: number;
	input: Input;
}

/** An output for one or several input items, or what went wrong for them. */
export type BatchResult =
	| { items: number[]; json: IDataObject; binary?: IBinaryKeyData }
	| { items: number[]; failure: Error };

/** All items at once: grouped, checked, then as few requests as possible. */
interface WholeBatch<Input, Settings> extends Appearance {
	/** Reads what is read once, from the first item, before all else. */
	settings(first: ItemReader): Settings;
	/** Reads and checks an item, its file included. Nothing is sent before every item has been read. */
	read(item: ItemReader, settings: Settings): Input | Promise<Input>;
	/** When every item was refused: what all of them have in common, if that says more than the first one's reason. */
	allRefused?(reasons: Error[]): Error | undefined;
	run(
		inputs: Array<FromItem<Input>>,
		settings: Settings,
		context: RunContext,
	): Promise<BatchResult[]>;
}

/** One entry of the operation dropdown, as a value. */
export type Operation = Appearance &
	(
		| ({ kind: 'item' } & Pick<PerItem<unknown>, 'read' | 'sequence' | 'run'>)
		| ({ kind: 'batch' } & Pick<
				WholeBatch<unknown, unknown>,
				'settings' | 'read' | 'allRefused' | 'run'
		  >)
	);

/**
 * Defines an operation that makes one call per input item.
 */
export function perItem<Input>(definition: PerItem<Input>): Operation {
	return { ...definition, kind: 'item' };
}

/**
 * Defines an operation that gathers all input items first.
 */
export function wholeBatch<Input, Settings>(definition: WholeBatch<Input, Settings>): Operation {
	return { ...definition, kind: 'batch' };
}

/**
 * Derives a node's properties from its operations: the dropdown, then each operation's parameters, shown for
 * that operation only.
 *
 * @param operations in the order of the dropdown
 * @param first the value that a new node starts with
 */
export function operationProperties(
	operations: readonly Operation[],
	first: string,
): INodeProperties[] {
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			options: operations.map(({ name, value, action, description }) => ({
				name,
				value,
				action,
				description,
			})),
			default: first,
		},
		...operations.flatMap(({ value, fields }) => fields.map((field) => shownFor(value, field))),
	];
}

function shownFor(operation: string, field: INodeProperties): INodeProperties {
	const show = { ...field.displayOptions?.show, operation: [operation] };
	return { ...field, displayOptions: { ...field.displayOptions, show } };
}

/** What stands below the node on the canvas: the operation as the dropdown calls it. */
export function operationSubtitle(operations: readonly Operation[]): string {
	const names = Object.fromEntries(operations.map(({ value, name }) => [value, name]));
	return `={{ (${JSON.stringify(names)} )[$parameter["operation"]] }}`;
}
