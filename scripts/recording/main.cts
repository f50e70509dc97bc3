import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import type { Page } from 'playwright-core';

import { Editor } from '../../dev/n8n/editor.cjs';
import { keepLogin, launchBrowser } from '../../dev/n8n/launchBrowser.cjs';
import { N8nClient } from '../../dev/n8n/n8nClient.cjs';
import { IMAGES } from '../screenshot/picture.cjs';
import { LOGIN } from '../start/login.cjs';

// Usage: npm run recording -- [--url http://127.0.0.1:5678] [--fake-url http://127.0.0.1:4010]
// Records docs/images/demo.gif in the editor of an n8n that `npm start` has set up.
// Needs Debian's chromium and ffmpeg: apt-get install chromium fonts-liberation ffmpeg

const SIZE = { width: 1200, height: 750 };
const SEGMENT = 'Trial accounts';

/** A picture of the recording, and how long it stays, in seconds. */
interface Frame {
	file: string;
	seconds: number;
}

/** Pictures of one browser page, each with a line about what happens. */
class Recording {
	readonly frames: Frame[] = [];

	constructor(
		private readonly page: Page,
		private readonly folder: string,
	) {}

	async frame(caption: string, seconds: number): Promise<void> {
		await this.page.waitForTimeout(600); // panels slide in
		await this.page.evaluate(captionScript(caption));
		const file = join(this.folder, `${String(this.frames.length).padStart(3, '0')}.png`);
		await this.page.screenshot({ path: file });
		this.frames.push({ file, seconds });
	}
}

/** Returns the script that shows a line at the bottom of the page. */
function captionScript(caption: string): string {
	const style =
		'position:fixed;left:50%;bottom:18px;transform:translateX(-50%);z-index:99999;padding:10px 22px;' +
		'border-radius:8px;background:#1b1b3a;color:#fff;font:600 20px "Liberation Sans",sans-serif;' +
		'pointer-events:none;white-space:nowrap';
	return `{
		const id = 'recording-caption';
		const bar = document.getElementById(id) ?? document.createElement('div');
		Object.assign(bar, { id, textContent: ${JSON.stringify(caption)} });
		bar.style.cssText = ${JSON.stringify(style)};
		document.body.append(bar);
	}`;
}

/** Records the first minutes of a user: find the node, test the credential, add users, see them in the account. */
export async function main(args: string[]): Promise<void> {
	const { values } = parseArgs({
		args,
		options: {
			url: { type: 'string', default: 'http://127.0.0.1:5678' },
			'fake-url': { type: 'string', default: 'http://127.0.0.1:4010' },
		},
	});
	const n8n = new N8nClient(values.url);
	await n8n.setUpOrLogIn(LOGIN);
	const folder = mkdtempSync(join(tmpdir(), 'recording-'));
	const browser = await launchBrowser();
	try {
		const context = await browser.newContext({ viewport: SIZE });
		await context.addInitScript("localStorage.setItem('N8N_THEME', 'light')");
		await keepLogin(context, n8n);
		const page = await context.newPage();
		const recording = new Recording(page, folder);
		await record(new Editor(page, values.url), recording, values['fake-url']);
		await toGif(recording.frames, folder, join(IMAGES, 'demo.gif'));
	} finally {
		await browser.close();
		rmSync(folder, { recursive: true });
	}
}

async function record(editor: Editor, recording: Recording, fakeUrl: string): Promise<void> {
	const { page } = editor;
	await editor.openWorkflow();
	await recording.frame('A new workflow', 2);
	for (const text of ['app', 'appcues']) {
		await editor.searchNodes(text);
		await recording.frame('1. Search for Appcues', text === 'appcues' ? 3 : 1);
	}
	await editor.openActions('Appcues Segment');
	await recording.frame('2. Choose what the node does', 3);
	await editor.chooseAction('Add users to a segment');
	await recording.frame('The node, with the demo credential', 3);
	await editor.editCredential();
	const success = editor.credential.getByText('Connection tested successfully');
	await success.filter({ visible: true }).waitFor();
	await recording.frame('3. n8n tests the credential', 3);
	await editor.closeCredential();
	await editor.openList('segmentId');
	await recording.frame('4. Choose a segment of your account', 3);
	await editor.chooseFromList('segmentId', SEGMENT);
	await editor.fill('userIds', 'user-ada, user-tim');
	await recording.frame('5. Enter user IDs, or drag a field of your CRM here', 4);
	await editor.executeStep();
	await recording.frame('6. Execute: the node waits until Appcues has finished', 2);
	await editor.output.getByText('COMPLETED').first().waitFor();
	await recording.frame('Appcues has added both users', 5);
	await page.goto(fakeUrl);
	const members = page.getByText(SEGMENT).first();
	await members.scrollIntoViewIfNeeded();
	await recording.frame('They are in the segment of the demo account', 6);
}

/** Joins the pictures to an animated GIF with one palette. */
async function toGif(frames: readonly Frame[], folder: string, target: string): Promise<void> {
	const list = join(folder, 'frames.txt');
	const entry = ({ file, seconds }: Frame) => `file '${file}'\nduration ${seconds}\n`;
	const last = frames.at(-1);
	// ffmpeg ignores the duration of the last entry.
	writeFileSync(list, frames.map(entry).join('') + (last ? `file '${last.file}'\n` : ''));
	const filter =
		'fps=2,scale=1000:-1:flags=lanczos,split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither=none:diff_mode=rectangle';
	await promisify(execFile)('ffmpeg', [
		...['-y', '-loglevel', 'error', '-f', 'concat', '-safe', '0', '-i', list],
		...['-vf', filter, '-loop', '0', target],
	]);
}
