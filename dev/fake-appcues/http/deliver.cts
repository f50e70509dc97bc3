import { STATUS_CODES } from 'node:http';
import type { RequestHandler, Response } from 'express';
import { operationOf } from './contract.cjs';
import { type Exchange, exchangeOf } from './exchange.cjs';
import type { Fault } from '../model/fault.cjs';
import { BROKEN_CONTRACT, errorEnvelope } from '../model/problem.cjs';
import type { FakeState } from '../state.cjs';
import { type Reply, transmit } from './transmit.cjs';

/**
 * Replaces `res.json` with the fake's own way to send. It runs below the contract's check, which also wraps
 * `res.json`: the real response is checked first, then a fault may break it.
 */
export function deliverAnswers(fake: FakeState): RequestHandler {
	return (request, response, next) => {
		const exchange = exchangeOf(request);
		response.json = (body: unknown) => {
			const sent = request.method === 'GET' ? listOf(fake, body) : body;
			deliver(fake, exchange, response, jsonReply(response.statusCode, sent), sent);
			return response;
		};
		exchange.sendFile = (payload, type) => {
			const status = response.statusCode;
			if (!operationOf(request)?.answers(status, type)) {
				exchange.violation = `the contract has no ${type} for ${status}`;
			}
			const reply = { status, headers: { 'content-type': type }, payload };
			deliver(fake, exchange, response, reply, undefined);
		};
		next();
	};
}

/** Returns a list in the shape that the setting asks for. The contract only allows the bare array. */
function listOf({ listShape }: FakeState, body: unknown): unknown {
	return listShape === 'wrapped' && Array.isArray(body) ? { data: body } : body;
}

function deliver(
	fake: FakeState,
	exchange: Exchange,
	response: Response,
	reply: Reply,
	body: unknown,
): void {
	const { entry, fault, violation } = exchange;
	if (violation !== undefined) {
		send(confession(fake, exchange, response.statusCode, violation), undefined);
	} else {
		const failed = fault?.status !== undefined && fault.status >= 400;
		send(failed ? faultReply(fault) : spoiled(withHeaders(reply, response), body, fault), fault);
	}

	function send(sent: Reply, how: Fault | undefined): void {
		entry.status = how?.reset === 'after' ? undefined : sent.status;
		transmit(response, sent, how);
	}
}

/** Returns what a fault with a `status` responds instead of the real response. */
export function faultReply(fault: Fault): Reply {
	const status = fault.status ?? 500;
	const title = STATUS_CODES[status] ?? 'Fault';
	const envelope = status < 400 ? { status, title } : errorEnvelope(status, 'injected fault');
	return spoiled(jsonReply(status, envelope), envelope, fault);
}

/** The response with the headers that were set earlier. */
function withHeaders(reply: Reply, response: Response): Reply {
	for (const [name, value] of Object.entries(response.getHeaders())) {
		if (value !== undefined) reply.headers[name] = String(value);
	}
	return reply;
}

function jsonReply(status: number, body: unknown): Reply {
	const type = 'application/json; charset=utf-8';
	return { status, headers: { 'content-type': type }, payload: JSON.stringify(body) };
}

function spoiled(reply: Reply, body: unknown, fault: Fault | undefined): Reply {
	if (!fault) return reply;
	const { type = reply.headers['content-type'], payload = reply.payload } = {
		...substitute(fault),
		...garbage(fault.garbage, String(reply.payload), body),
	};
	return {
		status: fault.status ?? reply.status,
		headers: {
			...reply.headers,
			'content-type': type ?? 'text/plain',
			...lowerCased(fault.headers),
		},
		payload,
	};
}

function substitute({ body }: Fault): { type?: string; payload?: string } {
	if (body === undefined) return {};
	if (typeof body === 'string') return { type: 'text/plain; charset=utf-8', payload: body };
	return { type: 'application/json; charset=utf-8', payload: JSON.stringify(body) };
}

function garbage(
	kind: Fault['garbage'],
	json: string,
	body: unknown,
): { type?: string; payload?: string } {
	switch (kind) {
		case 'html':
			return {
				type: 'text/html; charset=utf-8',
				payload: '<!doctype html><html><body><h1>Something went wrong</h1></body></html>',
			};
		case 'truncated-json':
			return { payload: json.slice(0, Math.floor(json.length / 2)) };
		case 'empty':
			return { payload: '' };
		case 'wrong-type':
			return {
				payload: Array.isArray(body) ? '{"unexpected":"object"}' : '["unexpected","array"]',
			};
		case undefined:
			return {};
	}
}

function lowerCased(headers: Record<string, string> = {}): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
}

function confession(fake: FakeState, { entry }: Exchange, status: number, problem: string): Reply {
	const { method, path } = entry;
	fake.violations.push({ at: fake.now(), method, path, status, problem });
	return jsonReply(500, errorEnvelope(500, `${status}: ${problem}`, BROKEN_CONTRACT));
}
