import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { Cancelled, pause, systemClock } from '../api/clock';
import { cancelSignal } from '../api/send';
import { InvalidInput } from '../util/invalidInput';

/** A binary file of an input item. */
export interface InputFile {
	/** For messages, and for Appcues. */
	name: string;
	mimeType: string;
	/** Reads it from its start, some kilobytes at a time; may be called again. */
	chunks(): AsyncIterable<Uint8Array>;
}

const CHUNK_BYTES = 262_144;

/**
 * Finds a file of an input item. Nothing is read yet.
 *
 * @param item from 0
 * @param label of the parameter that names the property, for messages
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

/** How long a node may keep n8n's process to itself, in milliseconds. */
const BREATH_MS = 50;

/**
 * Reads a file in chunks. What n8n keeps outside memory has an ID and is streamed; the rest is in memory already and only
 * cut, with a pause now and then for what else n8n has to do.
 *
 * @throws {Cancelled} when the execution is cancelled
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
	let since = systemClock.now();
	for (let start = 0; start < whole.length; start += CHUNK_BYTES) {
		yield whole.subarray(start, start + CHUNK_BYTES);
		if (systemClock.now() - since < BREATH_MS) continue;
		await pause(systemClock, 1, signal);
		since = systemClock.now();
	}
}
