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
	let next = 0;
	const worker = async () => {
		while (next < queues.length) {
			const queue = queues[next];
			next += 1;
			for (const index of queue) {
				if (stop()) return;
				results[index] = await task(inputs[index], index);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(width, queues.length) }, worker));
	return results;
}

/** Returns queues of indexes. The inputs of a queue run one after the other. */
function queueByKey<Input>(
	inputs: readonly Input[],
	keyOf?: (input: Input) => string | undefined,
): number[][] {
	const byKey = new Map<string, number[]>();
	const queues: number[][] = [];
	inputs.forEach((input, index) => {
		const key = keyOf?.(input);
		const queue = key === undefined ? undefined : byKey.get(key);
		if (queue) {
			queue.push(index);
			return;
		}
		const fresh = [index];
		queues.push(fresh);
		if (key !== undefined) byKey.set(key, fresh);
	});
	return queues;
}
