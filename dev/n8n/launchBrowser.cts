import { existsSync } from 'node:fs';
import { chromium, selectors, type Browser, type BrowserContext } from 'playwright-core';

import type { N8nClient } from './n8nClient.cjs';

/** Where Debian installs it, and Ubuntu with Google's package. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/google-chrome'];

const ARGS = [
	'--no-sandbox', // as root, Chromium does not start with it
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	// Otherwise it would call its vendor's servers.
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * Starts this machine's Chromium without a window.
 *
 * @throws {Error} when there is none, with how to install it
 */
export async function launchBrowser(): Promise<Browser> {
	const executablePath = [process.env.CHROME_PATH, ...PLACES].find(
		(path) => path !== undefined && existsSync(path),
	);
	selectors.setTestIdAttribute('data-test-id'); // the name that n8n's editor uses
	if (executablePath) return await chromium.launch({ executablePath, args: ARGS });
	throw new Error(
		`No browser at ${PLACES.join(' or ')}. On Debian: apt-get install chromium fonts-liberation\n` +
			'Elsewhere: set CHROME_PATH to the program file of a Chrome or Chromium.',
	);
}

/** Logs a browser in without the login form. @param n8n a client that is logged in */
export async function keepLogin(
	context: BrowserContext,
	{ url, cookie }: N8nClient,
): Promise<void> {
	const [name = '', value = ''] = cookie.split('=');
	await context.addCookies([{ name, value, url }]);
}
