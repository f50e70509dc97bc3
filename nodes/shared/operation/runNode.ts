import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { AppcuesClient } from '../api/client';
import { connect } from '../api/client';
import { Cancelled, yieldToEventLoop } from '../api/clock';
import { cancelSignal } from '../api/send';
import { runPool } from '../util/runPool';
import { failedItem, toNodeError } from './errors';
import { Hints } from './hints';
import { ItemReader } from './itemReader';
import { ParameterReader } from './parameterReader';
import { OnceForAll } from './onceForAll';
import type { BatchResult, FromItem, Operation, Resource, RunContext } from './operation';
import { asError } from '../util/asError';
import { elementAt } from '../util/elementAt';

/** How many items run at a time. Most of the time is spent on connections, because n8n opens one per request. */
const CONCURRENCY = 10;

type BatchOperation = Extract<Operation, { kind: 'batch' }>;
type ItemOperation = Extract<Operation, { kind: 'item' }>;

/**
 * Executes a node: finds the operation, reads and checks every item's parameters, sends requests, and pairs each output
 * with its input items.
 *
 * If 'On Error' is set to continue, the failure of an item becomes its output. Otherwise the first failure stops the node;
 * for invalid parameters, that's before anything is sent.
 */
export async function runNode(
	context: IExecuteFunctions,
	resources: readonly Resource[],
): Promise<INodeExecutionData[][]> {
	const operation = selectedOperation(context, resources);
	const items = context.getInputData();
	const count = items.length;
	const hints = new Hints();
	const parameters = new ParameterReader(context, hints);
	const reader = (item: number) => new ItemReader(parameters, item);
	try {
		const { helpers } = context;
		const appcues = await connect(context);
		const continueOnFail = context.continueOnFail();
		const once =
			operation.kind === 'batch' && count > 0
				? new OnceForAll(reader(0), (item) => operation.settings(item))
				: undefined;
		const { inputs, refused } = await readInputs(operation, once, count, reader, appcues);
		const [first] = refused;
		if (first && !continueOnFail) {
			raise(context, (inputs.length === 0 && forAll(operation, refused)) || first);
		}
		const refusedItems = refused.flatMap((each) => each.items);
		const run: RunContext = { appcues, hints, helpers, items, refusedItems, continueOnFail };
		const results =
			operation.kind === 'item'
				? await runItems(operation, inputs, run)
				: await runBatch(operation, inputs, once?.settings, run);
		hints.show(context);
		return [outputItems(context, [...refused, ...results])];
	} catch (thrown) {
		if (!context.continueOnFail() || cancelSignal(context)?.aborted) {
			throw toNodeError(context.getNode(), thrown);
		}
		hints.show(context);
		return [outputItems(context, [{ items: [...Array(count).keys()], failure: asError(thrown) }])];
	}
}

function selectedOperation(context: IExecuteFunctions, resources: readonly Resource[]): Operation {
	const resource = selected(context, 'resource', resources, ({ label }) => label);
	return selected(context, 'operation', resource.operations, ({ name }) => name);
}

/** Returns the entry of a dropdown that is selected. */
function selected<Entry extends { value: string }>(
	context: IExecuteFunctions,
	parameter: 'resource' | 'operation',
	entries: readonly Entry[],
	labelOf: (entry: Entry) => string,
): Entry {
	const value: unknown = context.getNodeParameter(parameter, 0);
	const entry = entries.find((candidate) => candidate.value === value);
	if (entry) return entry;
	const message = `This node has no ${parameter} "${String(value)}"`;
	const label = parameter === 'resource' ? 'Resource' : 'Operation';
	throw new NodeOperationError(context.getNode(), message, {
		description: `Choose one in '${label}': ${entries.map(labelOf).join(', ')}.`,
	});
}

/** Returns one failure for all items if the operation finds what they have in common. */
function forAll(operation: Operation, refused: Failure[]): Failure | undefined {
	if (operation.kind !== 'batch' || refused.length === 1) return undefined;
	const failure = operation.allRefused?.(refused.map((each) => each.failure));
	return failure && { items: refused.flatMap(({ items }) => items), failure };
}

async function runItems(
	operation: ItemOperation,
	inputs: Array<FromItem<unknown>>,
	run: RunContext,
): Promise<BatchResult[]> {
	let stopped = false;
	const task = async ({ item, input }: FromItem<unknown>): Promise<BatchResult[]> => {
		const items = [item];
		try {
			const output = await operation.run(input, run);
			const jsons: IDataObject[] = Array.isArray(output) ? output : [output];
			return jsons.map((json) => ({ items, json }));
		} catch (thrown) {
			stopped ||= !run.continueOnFail || thrown instanceof Cancelled;
			return [{ items, failure: asError(thrown) }];
		}
	};
	const results = await runPool(inputs, CONCURRENCY, task, {
		keyOf: ({ input }) => operation.sequence?.(input),
		stop: () => stopped,
	});
	return results.flatMap((result) => result ?? []);
}

async function runBatch(
	operation: BatchOperation,
	inputs: Array<FromItem<unknown>>,
	settings: unknown,
	run: RunContext,
): Promise<BatchResult[]> {
	if (inputs.length === 0) return [];
	try {
		return await operation.run(inputs, settings, run);
	} catch (thrown) {
		// Only for these items: invalid ones have failures of their own.
		return [{ items: inputs.map(({ item }) => item), failure: asError(thrown) }];
	}
}

/** Returns the output items. @throws the first failure, unless 'On Error' is set to continue */
function outputItems(context: IExecuteFunctions, results: BatchResult[]): INodeExecutionData[] {
	const ordered = [...results].sort((a, b) => elementAt(a.items, 0) - elementAt(b.items, 0));
	const failures = ordered.filter(isFailure);
	const failure = failures.find((each) => each.failure instanceof Cancelled) ?? failures.at(0);
	if (failure && (!context.continueOnFail() || failure.failure instanceof Cancelled)) {
		raise(context, failure);
	}
	const faults = faultsByItem(failures);
	return ordered.flatMap((result) =>
		isFailure(result)
			? failedItems(context.getNode(), result, faults)
			: [
					{
						json: result.json,
						...(result.binary && { binary: result.binary }),
						pairedItem: pairs(result.items),
					},
				],
	);
}

function faultsByItem(failures: Failure[]): Map<number, Error[]> {
	const faults = new Map<number, Error[]>();
	for (const { items, failure } of failures) {
		for (const item of items) faults.set(item, [...(faults.get(item) ?? []), failure]);
	}
	return faults;
}

/** Returns one item per input item, so that the error output has every input once, with its own data. */
function failedItems(
	node: INode,
	{ items }: Failure,
	faults: Map<number, Error[]>,
): INodeExecutionData[] {
	return items.flatMap((item) => {
		const failures = faults.get(item);
		faults.delete(item);
		return failures ? [failedItem(node, item, failures)] : [];
	});
}

function pairs(items: number[]): INodeExecutionData['pairedItem'] {
	return items.length === 1 ? { item: elementAt(items, 0) } : items.map((item) => ({ item }));
}

function raise(context: IExecuteFunctions, { items, failure }: Failure): never {
	throw toNodeError(context.getNode(), failure, items.length === 1 ? items[0] : undefined);
}

const isFailure = (result: BatchResult): result is Failure => 'failure' in result;

/** Input items that failed. */
type Failure = Extract<BatchResult, { failure: Error }>;

/**
 * Reads and checks the parameters of every item, before anything is sent.
 *
 * @param once the parameters that are the same for all items
 * @returns the inputs and the items with invalid parameters, both in order
 * @throws {Cancelled} when the execution is canceled
 */
async function readInputs(
	operation: Operation,
	once: OnceForAll<unknown> | undefined,
	count: number,
	reader: (item: number) => ItemReader,
	{ clock, signal }: AppcuesClient,
): Promise<{ inputs: Array<FromItem<unknown>>; refused: Failure[] }> {
	const inputs: Array<FromItem<unknown>> = [];
	const refused: Failure[] = [];
	const yieldIfBusy = yieldToEventLoop(clock, signal);
	for (let item = 0; item < count; item += 1) {
		const pause = item % 100 === 0 ? yieldIfBusy() : undefined;
		if (pause) await pause;
		try {
			const own = reader(item);
			if (item > 0) once?.requireSame(own);
			const input = operation.read(own, once?.settings);
			inputs.push({ item, input: input instanceof Promise ? await input : input });
		} catch (thrown) {
			refused.push({ items: [item], failure: asError(thrown) });
		}
	}
	return { inputs, refused };
}
