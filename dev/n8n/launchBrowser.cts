import { existsSync } from 'node:fs';
import { chromium, selectors, type Browser, type BrowserContext } from 'playwright-core';

import type { N8nClient } from './n8nClient.cjs';

/** Where Debian, and Ubuntu with Google's package, put it. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/google-chrome'];

const ARGS = [
	'--no-sandbox', // as root, Chromium does not start with it
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	// It would call its makers' servers.
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * Starts the Chromium of this machine, without a window.
 *
 * @throws {Error} when there is none, saying how to install it
 */
export async function launchBrowser(): Promise<Browser> {
	const executablePath = [process.env.CHROME_PATH, ...PLACES].find(
		(path) => path !== undefined && existsSync(path),
	);
	selectors.setTestIdAttribute('data-test-id'); // as n8n's editor calls it
	if (executablePath) return await chromium.launch({ executablePath, args: ARGS });
	throw new Error(
		`No browser at ${PLACES.join(' or ')}. On Debian: apt-get install chromium fonts-liberation\n` +
			'Elsewhere: set CHROME_PATH to the program of a Chrome or Chromium.',
	);
}

/** Lets a browser in without the login form. @param n8n logged in */
export async function keepLogin(
	context: BrowserContext,
	{ url, cookie }: N8nClient,
): Promise<void> {
	const [name = '', value = ''] = cookie.split('=');
	await context.addCookies([{ name, value, url }]);
}
