import express, { type Express } from 'express';
import { authenticate } from './authenticate.cjs';
import { checkBody, readBody } from './body.cjs';
import { type Contract, loadContract, refuseUnknownRoute } from './contract.cjs';
import { control } from './control.cjs';
import { countRequest, receive } from './requestLog.cjs';
import { deliverAnswers } from './deliver.cjs';
import { injectFault } from './faults.cjs';
import { limitRate } from './rateLimit.cjs';
import { renderPage } from '../page/page.cjs';
import { refuse } from './refuse.cjs';
import { runOperation } from './runOperation.cjs';
import type { FakeState } from '../state.cjs';

let sharedContract: Contract | undefined;

/** Connects the steps of a request. Their order is the purpose of this file. */
export function createApp(fake: FakeState, url: string): Express {
	sharedContract ??= loadContract();
	const app = express();
	app.disable('x-powered-by');
	app.enable('case sensitive routing');
	app.get('/', (request, response) => {
		response.type('html').send(renderPage(fake, url, 'paused' in request.query));
	});
	app.use('/__fake', control(fake));
	app.use(
		receive(fake),
		deliverAnswers(fake),
		sharedContract.findOperation,
		countRequest(fake),
		readBody(fake),
		sharedContract.checkAnswers,
		injectFault(fake),
		refuseUnknownRoute,
		limitRate(fake),
		authenticate(fake),
		checkBody,
		sharedContract.checkRequest,
		runOperation(fake),
	);
	app.use(refuse);
	return app;
}
