import type { IDataObject } from 'n8n-workflow';

/** Formats items as a page shows them. */
export const asBlock = (items: IDataObject[]): string =>
	`\`\`\`json\n${JSON.stringify(items, null, 2)}\n\`\`\``;

/** Removes what differs from run to run. */
export const settled = (block: string): string =>
	block
		.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)/g, 'a time')
		.replace(/\d{4}-\d\d-\d\d/g, 'a day')
		.replace(/"durationMs": \d+/g, '"durationMs": some');
