import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { Cancelled, systemClock, yieldToEventLoop } from '../api/clock';
import { cancelSignal } from '../api/send';
import { InvalidInput } from '../util/invalidInput';

/** A binary file of an input item. */
export interface InputFile {
	/** For messages and for Appcues. */
	name: string;
	mimeType: string;
	/** Reads the file from its start, in chunks. Can be called again. */
	chunks(): AsyncIterable<Uint8Array>;
}

const CHUNK_BYTES = 262_144;

/**
 * Returns a file of an input item, without reading it.
 *
 * @param item its index
 * @param label of the parameter with the property's name, for messages
 * @throws {InvalidInput} when the item has no such file
 */
export function inputFile(
	context: IExecuteFunctions,
	item: number,
	property: string,
	label: string,
): InputFile {
	const binary = binaryOf(context, item, property);
	if (!binary) {
		const found = Object.keys(context.getInputData()[item]?.binary ?? {});
		throw new InvalidInput(
			`The item has no file in '${property}'`,
			found.length > 0
				? `Its files are in: ${found.join(', ')}. Correct '${label}'.`
				: `It has no files at all. Add a node before this one that returns a file, such as HTTP Request with 'Response Format' set to File. Then enter the name of the file's field in '${label}'.`,
		);
	}
	const { fileName, mimeType, fileExtension } = binary;
	return {
		name: fileName ?? `${property}${fileExtension ? `.${fileExtension}` : ''}`,
		mimeType: mimeType ?? '',
		chunks: () => chunksOf(context, item, property, binary),
	};
}

function binaryOf(context: IExecuteFunctions, item: number, property: string) {
	try {
		return context.helpers.assertBinaryData(item, property);
	} catch {
		return undefined;
	}
}

/**
 * Reads a file in chunks. A file that n8n stores outside memory has an ID and is streamed. Any other is in memory already
 * and is only cut.
 *
 * @throws {Cancelled} when the execution is canceled
 */
async function* chunksOf(
	context: IExecuteFunctions,
	item: number,
	property: string,
	{ id }: IBinaryData,
): AsyncGenerator<Uint8Array> {
	const signal = cancelSignal(context);
	if (id !== undefined) {
		const stream: AsyncIterable<Uint8Array> = await context.helpers.getBinaryStream(
			id,
			CHUNK_BYTES,
		);
		for await (const chunk of stream) {
			if (signal?.aborted) throw new Cancelled();
			yield chunk;
		}
		return;
	}
	const whole = await context.helpers.getBinaryDataBuffer(item, property);
	const yieldIfBusy = yieldToEventLoop(systemClock, signal);
	for (let start = 0; start < whole.length; start += CHUNK_BYTES) {
		yield whole.subarray(start, start + CHUNK_BYTES);
		await yieldIfBusy();
	}
}
