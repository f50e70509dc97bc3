import { SetupError } from '../../../dev/setup/setupError.cjs';
import { missingPackages } from './findProgram.cjs';

/** @throws {SetupError} with what to install, when PostgreSQL or Redis isn't on this machine */
export async function requireServices(): Promise<void> {
	const missing = missingPackages();
	if (missing.length === 0) return;
	throw new SetupError(
		`Queue mode requires PostgreSQL and Redis. On Debian or Ubuntu:\n\n` +
			`  apt-get install -y --no-install-recommends ${missing.join(' ')}\n\n` +
			`They don't need to be running. The tests start their own servers.`,
	);
}
