import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import type { AppcuesClient } from '../api/client';
import type { Hints } from './hints';
import type { ItemReader } from './itemReader';

/** The texts and parameters of an operation. */
interface Appearance {
	/** Stored in workflows, so it never changes. */
	value: string;
	/** In the dropdown: "Add Users". */
	name: string;
	/** In the node panel: "Add users to a segment". */
	action: string;
	description: string;
	/** Its parameters. {@link operationProperties} adds the `displayOptions` for the operation. */
	fields: INodeProperties[];
}

/** n8n's helpers for files of a job: to download them without credentials, and to store them. */
type FileHelpers = Pick<IExecuteFunctions['helpers'], 'httpRequest' | 'prepareBinaryData'>;

/** What an operation can use besides its input. */
export interface RunContext {
	appcues: AppcuesClient;
	hints: Hints;
	helpers: FileHelpers;
	/** The input items as they are. Don't change them: other nodes may use them too. */
	items: readonly INodeExecutionData[];
	/** The items with invalid parameters, which aren't among the inputs. Empty unless 'On Error' is set to continue. */
	refusedItems: readonly number[];
	/** Whether 'On Error' is set to continue. Otherwise one failure stops the node, and its output is lost. */
	continueOnFail: boolean;
}

/** Runs once per input item. Items run concurrently; outputs keep their order. */
interface PerItem<Input> extends Appearance {
	/** Reads and checks the item's parameters. Nothing is sent before all items are read. */
	read(item: ItemReader): Input;
	/** Inputs with the same key run one after the other, in order. */
	sequence?(input: Input): string;
	run(input: Input, context: RunContext): Promise<IDataObject | IDataObject[]>;
}

/** An input and the item that it comes from. */
export interface FromItem<Input> {
	item: number;
	input: Input;
}

/** An output for one or several input items, or their failure. */
export type BatchResult =
	| { items: number[]; json: IDataObject; binary?: IBinaryKeyData }
	| { items: number[]; failure: Error };

/** Runs once for all items: groups and checks them, then sends as few requests as possible. */
interface WholeBatch<Input, Settings> extends Appearance {
	/** Reads the parameters that are the same for all items, from the first item. */
	settings(first: ItemReader): Settings;
	/** Reads and checks an item, including its file. Nothing is sent before all items are read. */
	read(item: ItemReader, settings: Settings): Input | Promise<Input>;
	/** Returns one error for all items if all are invalid and their reasons have something in common. */
	allRefused?(reasons: Error[]): Error | undefined;
	run(
		inputs: Array<FromItem<Input>>,
		settings: Settings,
		context: RunContext,
	): Promise<BatchResult[]>;
}

/** One entry of the operation dropdown. */
export type Operation = Appearance &
	(
		| ({ kind: 'item' } & Pick<PerItem<unknown>, 'read' | 'sequence' | 'run'>)
		| ({ kind: 'batch' } & Pick<
				WholeBatch<unknown, unknown>,
				'settings' | 'read' | 'allRefused' | 'run'
		  >)
	);

/** Defines an operation that runs once per input item. */
export function perItem<Input>(definition: PerItem<Input>): Operation {
	return { ...definition, kind: 'item' };
}

/** Defines an operation that runs once for all input items. */
export function wholeBatch<Input, Settings>(definition: WholeBatch<Input, Settings>): Operation {
	return { ...definition, kind: 'batch' };
}

/** A kind of thing that a node works with, and what it can do with it. */
export interface Resource {
	/** Stored in workflows, so it never changes. */
	value: string;
	/** In the dropdown: "SDK Key". */
	label: string;
	/** In the order of the dropdown. */
	operations: readonly Operation[];
	/** The `value` of the operation that is selected first. */
	first: string;
}

/**
 * Returns a node's properties: the resource, its operations, then each operation's parameters, shown only for that
 * operation.
 *
 * n8n derives the name of a node and the description of an AI tool from the resource and the operation. So a node with one
 * resource has the parameter too, but hidden, as n8n's Postgres node has it.
 *
 * @param resources in the order of the dropdown
 * @param first the `value` of the resource that is selected first
 */
export function operationProperties(
	resources: readonly Resource[],
	first: string,
): INodeProperties[] {
	const resource: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: resources.length > 1 ? 'options' : 'hidden',
		noDataExpression: true,
		options: resources.map(({ label, value }) => ({ name: label, value })),
		default: first,
	};
	return [resource, ...resources.map(operationField), ...resources.flatMap(operationFields)];
}

const operationField = ({ value: resource, operations, first }: Resource): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [resource] } },
	options: operations.map(({ name, value, action, description }) => ({
		name,
		value,
		action,
		description,
	})),
	default: first,
});

const operationFields = ({ value: resource, operations }: Resource): INodeProperties[] =>
	operations.flatMap(({ value: operation, fields }) =>
		fields.map((field) => {
			const show = { ...field.displayOptions?.show, resource: [resource], operation: [operation] };
			return { ...field, displayOptions: { ...field.displayOptions, show } };
		}),
	);

/** Returns the subtitle of a node on the canvas: the name of its operation. */
export function operationSubtitle(resources: readonly Resource[]): string {
	const operations = resources.flatMap((resource) => resource.operations);
	const names = Object.fromEntries(operations.map(({ value, name }) => [value, name]));
	return `={{ (${JSON.stringify(names)} )[$parameter["operation"]] }}`;
}
