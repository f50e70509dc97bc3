import { buffer } from 'node:stream/consumers';
import type { RequestHandler } from 'express';
import { operationOf } from './contract.cjs';
import { exchangeOf } from './exchange.cjs';
import { operations } from '../operations/index.cjs';
import { Problem } from '../model/problem.cjs';
import type { FakeState } from '../state.cjs';

/** Runs the operation. Everything about the request has been checked. */
export function runOperation(fake: FakeState): RequestHandler {
	return async (request, response) => {
		const matched = operationOf(request);
		const operation = operations[matched?.operationId ?? ''];
		if (!operation)
			throw new Problem(501, `the fake does not support '${matched?.operationId}' yet`);
		const param = (name: string) => matched?.pathParams[name] ?? '';
		const exchange = exchangeOf(request);
		const { entry, rows } = exchange;
		const query = (name: string) => textOf(entry.query[name]);
		const account = fake.account(param('account_id'));
		const {
			status,
			body,
			file,
			headers = {},
		} = operation({
			account,
			settings: fake,
			now: fake.now(),
			param,
			query,
			body: request.body,
			rows,
			link: (file) => fake.link(file),
		});
		response.status(status).set(headers);
		if (file) exchange.sendFile?.(await buffer(file.content), file.type);
		else response.json(body);
	};
}

/** The validator refuses parameters that are given twice. */
function textOf(value: string | string[] | undefined): string | undefined {
	return Array.isArray(value) ? value[0] : value;
}
