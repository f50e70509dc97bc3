import { parseArgs } from 'node:util';

import type { Login } from '../../dev/n8n/n8nClient.cjs';
import { LOGIN } from '../start/login.cjs';

export interface Options {
	/** Of n8n, without a trailing slash. */
	url: string;
	login: Login;
	/** Names of the screenshots to take. Empty means all. */
	only: string[];
}

/** Reads the command line: see main.cts. */
export function readOptions(args: string[]): Options {
	const { values } = parseArgs({
		args,
		options: {
			url: { type: 'string', default: 'http://127.0.0.1:5678' },
			email: { type: 'string', default: LOGIN.email },
			password: { type: 'string', default: LOGIN.password },
			only: { type: 'string', default: '' },
		},
	});
	const { url, email, password } = values;
	const only = values.only.split(',').filter((name) => name !== '');
	return { url, login: { email, password }, only };
}
