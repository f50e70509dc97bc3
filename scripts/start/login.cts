import { SetupError } from '../../dev/setup/setupError.cjs';
import type { Login, N8nClient } from '../../dev/n8n/n8nClient.cjs';

/** The login for the editor of the local n8n, which only listens on this machine. */
export const LOGIN: Login = { email: 'owner@example.com', password: 'Appcues-demo-1' };

/** Logs in. @throws {SetupError} when the kept n8n has another owner by now */
export async function logIn(n8n: N8nClient): Promise<void> {
	try {
		await n8n.setUpOrLogIn(LOGIN);
	} catch (error) {
		if (!(error instanceof Error && 'status' in error && error.status === 401)) throw error;
		throw new SetupError(
			`The kept n8n no longer accepts the login ${LOGIN.email}. Was its password changed?\n` +
				'To start with a new n8n: npm start -- --fresh',
		);
	}
}
