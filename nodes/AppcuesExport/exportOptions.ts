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
	description: 'An address to which Appcues sends a message when the export is done',
};

/** The Options of an export: an operation's own and what all exports have, in the order of their labels. */
export function exportOptions(own: INodeProperties[]): INodeProperties {
	return optionsField([emailOption, ...own, ...outputOptions, ...waitOptions]);
}

/** Undefined when none is given. @throws {InvalidInput} for what cannot be an address */
export function readEmail(item: ItemReader): string | undefined {
	const email = asText(item.collection('options').email, EMAIL).trim();
	if (email === '') return undefined;
	if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email;
	throw new InvalidInput(
		`'${EMAIL}' is "${email.slice(0, 60)}", which is not an e-mail address`,
		`Enter one address in '${EMAIL}', or remove it from 'Options'.`,
	);
}
