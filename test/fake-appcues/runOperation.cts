import type { RequestHandler } from 'express';
import { operationOf } from './contract.cjs';
import { operations } from './operations/index.cjs';
import { Problem } from './problem.cjs';
import type { FakeState } from './state.cjs';

/** Does what the request asks for; everything about it has been checked. */
export function runOperation(fake: FakeState): RequestHandler {
	return (request, response) => {
		const matched = operationOf(request);
		const operation = operations[matched?.operationId ?? ''];
		if (!operation) throw new Problem(501, `the fake cannot do '${matched?.operationId}' yet`);
		const param = (name: string) => matched?.pathParams[name] ?? '';
		const account = fake.account(param('account_id'));
		const { status, body } = operation({ account, now: fake.now(), param, body: request.body });
		response.status(status).json(body);
	};
}
