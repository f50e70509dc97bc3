import { SetupError } from '../../dev/setup/setupError.cjs';
import { isFree } from '../../dev/n8n/ports.cjs';
import type { StartOptions } from './options.cjs';

/**
 * Checks the ports before the setup takes minutes.
 *
 * @throws {SetupError} when a port is in use, with the option to choose another
 */
export async function checkPorts({ port, fakePort }: StartOptions): Promise<void> {
	await check(port, 'n8n', '--port');
	await check(fakePort, 'the fake Appcues', '--fake-port');
}

async function check(port: number | undefined, whose: string, option: string): Promise<void> {
	if (port === undefined || (await isFree(port))) return;
	throw new SetupError(
		`Port ${port} for ${whose} is in use (another npm start, or another n8n?).\n` +
			`Stop it, or choose another port: npm start -- ${option} ${port + 1}`,
	);
}
