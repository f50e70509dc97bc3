/**
 * Runs `task` for each of `inputs`, at most `width` at a time, and returns the results in order. Inputs with the same key
 * run one after the other, in order.
 *
 * @param stop called before each task: true skips the rest, whose results stay undefined
 */
export async function runPool<Input, Result>(
	inputs: readonly Input[],
	width: number,
	task: (input: Input, index: number) => Promise<Result>,
	{
		keyOf,
		stop = () => false,
	}: { keyOf?: (input: Input) => string | undefined; stop?: () => boolean } = {},
): Promise<Array<Result | undefined>> {
	const results = new Array<Result | undefined>(inputs.length).fill(undefined);
	const queues = queueByKey(inputs, keyOf);
	// All workers take from the same iterator.
	const waiting = queues.values();
	const worker = async () => {
		for (const queue of waiting) {
			for (const [index, input] of queue) {
				if (stop()) return;
				results[index] = await task(input, index);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(width, queues.length) }, worker));
	return results;
}

type Queue<Input> = Array<[index: number, input: Input]>;

/** Returns queues of inputs and their indexes. The inputs of a queue run one after the other. */
function queueByKey<Input>(
	inputs: readonly Input[],
	keyOf?: (input: Input) => string | undefined,
): Array<Queue<Input>> {
	const byKey = new Map<string, Queue<Input>>();
	const queues: Array<Queue<Input>> = [];
	inputs.forEach((input, index) => {
		const key = keyOf?.(input);
		const queue = key === undefined ? undefined : byKey.get(key);
		if (queue) {
			queue.push([index, input]);
			return;
		}
		const fresh: Queue<Input> = [[index, input]];
		queues.push(fresh);
		if (key !== undefined) byKey.set(key, fresh);
	});
	return queues;
}
