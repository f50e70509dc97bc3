import { SetupError } from '../../../dev/setup/setupError.cjs';
import { missingPackages } from './findProgram.cjs';

/** @throws {SetupError} saying what to install, when PostgreSQL or Redis is not on this machine */
export async function requireServices(): Promise<void> {
	const missing = missingPackages();
	if (missing.length === 0) return;
	throw new SetupError(
		`Queue mode needs PostgreSQL and Redis. On Debian or Ubuntu:\n\n` +
			`  apt-get install -y --no-install-recommends ${missing.join(' ')}\n\n` +
			`They need not be running: the tests start servers of their own.`,
	);
}
