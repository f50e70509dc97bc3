import { afterAll, beforeAll } from '@jest/globals';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The model's next reply: a tool call, or its final answer. */
export type Turn = { tool: string; args: Record<string, unknown> } | { say: string };

interface Message {
	role: string;
	content?: unknown;
}

/** A tool as n8n describes it to a model. */
export interface Tool {
	name: string;
	description?: string;
	parameters?: { properties?: Record<string, unknown> };
}

/** What is requested of the model: the conversation so far, and the available tools. */
export interface ModelRequest {
	messages: Message[];
	tools?: Array<{ function: Tool }>;
}

/** A language model with scripted replies. */
export interface FakeChatModel {
	/** The base URL for OpenAI's API. */
	url: string;
	/** The next replies, or how the model finds them. */
	turns: Array<Turn | ((request: ModelRequest) => Turn)>;
	requests: ModelRequest[];
}

/** Starts a model for the tests of a file that serves OpenAI's chat completions, turn by turn. */
export function withFakeChatModel(): FakeChatModel {
	const model: FakeChatModel = { url: '', turns: [], requests: [] };
	let server: Server;
	beforeAll(async () => {
		const app = express();
		app.use(express.json({ limit: '5mb' }));
		app.post('/v1/chat/completions', (request, response) => {
			const asked = request.body as ModelRequest;
			model.requests.push(asked);
			const turn = model.turns.shift() ?? { say: 'I have nothing more to say.' };
			const reply = typeof turn === 'function' ? turn(asked) : turn;
			response.json(completion(reply, model.requests.length));
		});
		server = app.listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		model.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	return model;
}

function completion(turn: Turn, number: number) {
	const isCall = 'tool' in turn;
	const message = isCall
		? {
				role: 'assistant',
				content: null,
				tool_calls: [
					{
						id: `call_${number}`,
						type: 'function',
						function: { name: turn.tool, arguments: JSON.stringify(turn.args) },
					},
				],
			}
		: { role: 'assistant', content: turn.say };
	return {
		id: `completion-${number}`,
		object: 'chat.completion',
		created: 1,
		model: 'fake',
		choices: [{ index: 0, message, finish_reason: isCall ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
