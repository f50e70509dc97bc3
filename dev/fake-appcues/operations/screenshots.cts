import { zip } from '../exports/zip.cjs';
import { type Operation, mustExist } from './operation.cjs';

/** The smallest possible PNG: one transparent pixel. */
const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
	'base64',
);

/** The screenshots of drafts, by operationId. */
export const screenshotOperations: Record<string, Operation> = {
	getScreenshots: ({ account, param }) => {
		const names = mustExist(account.screenshots.get(param('content_id')), 'content');
		const entries = names.map((name) => ({ name: `${name}.png`, content: [PNG] }));
		return { status: 200, file: { type: 'application/zip', content: zip(entries) } };
	},
};
