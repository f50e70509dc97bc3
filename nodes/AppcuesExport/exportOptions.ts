import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../shared/util/invalidInput';
import type { ItemReader } from '../shared/operation/itemReader';
import { asText } from '../shared/operation/itemReader';
import { outputOptions } from '../shared/exports/outputFields';
import { waitOptions } from '../shared/fields/wait';
import { optionsField } from '../shared/fields/options';

const EMAIL = 'Email';

const emailOption: INodeProperties = {
	displayName: EMAIL,
	name: 'email',
	type: 'string',
	default: '',
	placeholder: 'e.g. name@email.com',
	description: 'The email that Appcues notifies when the export is finished',
};

/** Returns the Options of an export: those of the operation and those of all exports, sorted by label. */
export function exportOptions(own: INodeProperties[]): INodeProperties {
	return optionsField([emailOption, ...own, ...outputOptions, ...waitOptions]);
}

/** @returns undefined if the option isn't set. @throws {InvalidInput} for an invalid email */
export function readEmail(item: ItemReader): string | undefined {
	const email = asText(item.collection('options').email, EMAIL).trim();
	if (email === '') return undefined;
	if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email;
	throw new InvalidInput(
		`'${EMAIL}' is "${email.slice(0, 60)}", which isn't an email`,
		`Enter one email in '${EMAIL}', or remove it from 'Options'.`,
	);
}
