import type { INodeProperties } from 'n8n-workflow';

export const descriptionField: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Kept up to date by n8n',
	description: 'What the segment is for. Appcues Studio shows this.',
};
