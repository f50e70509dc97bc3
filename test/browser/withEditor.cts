import { afterAll, afterEach, beforeAll, expect, jest } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { Editor } from '../../dev/n8n/editor.cjs';
import { keepLogin, launchBrowser } from '../../dev/n8n/launchBrowser.cjs';
import { LOCAL } from '../../dev/n8n/paths.cjs';
import { type RealN8n, withRealN8n } from '../../dev/n8n/realN8n.cjs';

/** Kept for people who want to see what the tests saw. */
const PICTURES = join(LOCAL, 'screenshots');
const SIZE = { width: 1400, height: 900 };
/** Two busy cores are slower than a user's machine. */
const PATIENCE_MS = 30_000;

export type Theme = 'light' | 'dark';

/** A real n8n whose editor can be opened in a real browser. */
export interface RealEditor extends RealN8n {
	/** Opens the editor, as the owner or another user. It is closed after the test. */
	open(theme: Theme, who?: 'logged in'): Promise<Editor>;
	/** Takes a screenshot of the last opened editor. @param name such as `node-panel` */
	look(name: string): Promise<void>;
}

/**
 * Starts both once for the tests of a file. Each test saves a screenshot at its end. One that fails is tried once more,
 * and its first error is printed: n8n's editor has left a list disabled after it was loaded, once in about a hundred runs.
 */
export function withEditor(): RealEditor {
	jest.retryTimes(1, { logErrorsBeforeRetry: true });
	const real = withRealN8n() as RealEditor;
	let browser: Browser;
	// One for all tests: only the first page downloads the editor. Each starts without cookies and storage.
	let context: BrowserContext;
	let page: Page | undefined;

	real.open = async (theme, who) => {
		const { url } = real.n8n;
		const localStorage = [{ name: 'N8N_THEME', value: theme }];
		await context.setStorageState({ cookies: [], origins: [{ origin: url, localStorage }] });
		if (who === 'logged in') await keepLogin(context, real.n8n);
		page = await context.newPage();
		return new Editor(page, url);
	};
	real.look = async (name) => {
		await page?.screenshot({ path: join(PICTURES, `${name}.png`) });
	};
	beforeAll(async () => {
		mkdirSync(PICTURES, { recursive: true });
		browser = await launchBrowser();
		context = await browser.newContext({ viewport: SIZE, reducedMotion: 'reduce' });
		context.setDefaultTimeout(PATIENCE_MS);
	});
	afterEach(async () => {
		const { currentTestName = '' } = expect.getState();
		await real.look(`end of ${currentTestName.replace(/\W+/g, ' ')}`);
		await page?.close();
	});
	afterAll(async () => await browser?.close());
	return real;
}
