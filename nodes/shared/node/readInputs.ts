import type { Clock } from '../api/clock';
import { pause } from '../api/clock';
import type { ItemReader } from './itemReader';
import type { BatchResult, FromItem, Operation, RunContext } from './operation';

/** Input items for which something went wrong. */
export type Failure = Extract<BatchResult, { failure: Error }>;

/**
 * Reads and checks the parameters of every item, before anything is sent.
 *
 * @param settings what the operation reads once
 * @returns what was read, and the items whose parameters are to blame, both in order
 * @throws {Cancelled} when the execution is cancelled
 */
export async function readInputs(
	operation: Operation,
	settings: unknown,
	count: number,
	reader: (item: number) => ItemReader,
	{ appcues: { clock, signal } }: RunContext,
): Promise<{ inputs: Array<FromItem<unknown>>; refused: Failure[] }> {
	const inputs: Array<FromItem<unknown>> = [];
	const refused: Failure[] = [];
	const breathe = breather(clock, signal);
	for (let item = 0; item < count; item += 1) {
		const breath = breathe(item);
		if (breath) await breath;
		try {
			const input = operation.read(reader(item), settings);
			inputs.push({ item, input: input instanceof Promise ? await input : input });
		} catch (thrown) {
			refused.push({ items: [item], failure: asError(thrown) });
		}
	}
	return { inputs, refused };
}

/** How long a node may keep n8n's process to itself, in milliseconds. */
const BREATH_MS = 50;

/** Lets n8n do other things now and then while many items are read, such as to cancel this. */
function breather(clock: Clock, signal?: AbortSignal): (item: number) => Promise<void> | undefined {
	let since = clock.now();
	return (item) => {
		if (item % 100 !== 0 || clock.now() - since < BREATH_MS) return undefined;
		return pause(clock, 1, signal).then(() => {
			since = clock.now();
		});
	};
}

/** Whatever was thrown, as an error. */
export const asError = (thrown: unknown): Error =>
	thrown instanceof Error ? thrown : new Error(String(thrown));
