import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const EMPTY = '–';

/** A row of a table of parameters. */
export interface ParameterRow {
	/** The label in bold, behind those of the parameters that hold it. */
	label: string;
	default: string;
	explanation: string;
}

/** Describes the parameters that an operation shows. */
export class Parameters {
	constructor(private readonly shown: readonly INodeProperties[]) {}

	/** Notices in the panel, as quotes. */
	get notices(): string[] {
		return this.shown.flatMap(({ type, displayName }) =>
			type === 'notice' ? [`> ${displayName}`] : [],
		);
	}

	get rows(): ParameterRow[] {
		return this.shown.filter(({ type }) => type !== 'notice').flatMap((p) => this.rowsOf(p));
	}

	/** Returns the row of a parameter, and behind it those of the parameters that it holds. */
	private rowsOf(property: INodeProperties, path = ''): ParameterRow[] {
		const { type, displayName, options = [] } = property;
		const inner = `${path}${displayName} → `;
		if (type === 'collection') {
			return options.flatMap((option) => ('type' in option ? this.rowsOf(option, inner) : []));
		}
		const row = {
			label: `${path}**${displayName}**`,
			default: defaultOf(property),
			explanation: this.explain(property),
		};
		if (type !== 'fixedCollection') return [row];
		const values = options.flatMap((option) => ('values' in option ? option.values : []));
		return [row, ...values.flatMap((value) => this.rowsOf(value, inner))];
	}

	private explain(property: INodeProperties): string {
		const { description = '', hint = '' } = property;
		const sentences = [
			...[description, hint].filter((text) => text !== '').map(sentence),
			...example(property),
			...this.conditions(property),
		];
		return [sentences.join(' '), ...choices(property)].filter((line) => line !== '').join('<br>');
	}

	/** Says when a parameter is shown, with the panel's labels. */
	private conditions({ displayOptions }: INodeProperties): string[] {
		const others = Object.entries(displayOptions?.show ?? {}).filter(
			([name]) => name !== 'resource' && name !== 'operation',
		);
		if (others.length === 0) return [];
		const each = others.map(([path, values = []]) => {
			const other = this.shown.find(({ name }) => name === path.replace('/', ''));
			if (!other) throw new Error(`Nothing is called ${path}`);
			const words = values.map((value) => valueName(other, value)).join(' or ');
			return `**${other.displayName}** ${words}`;
		});
		return [`With ${each.join(' and ')}.`];
	}
}

/** Formats a parameter's value with the panel's labels. */
function valueName({ type, options = [] }: INodeProperties, value: unknown): string {
	if (type === 'boolean') return value === true ? 'on' : 'off';
	const chosen = options.find((option) => 'value' in option && option.value === value);
	return chosen ? `*${chosen.name}*` : String(value);
}

function defaultOf(property: INodeProperties): string {
	const { type, default: value, required } = property;
	if ((type === 'options' && value !== '') || type === 'boolean') {
		return valueName(property, value);
	}
	if (value === '' || (typeof value === 'object' && value !== null)) {
		return required ? '*required*' : EMPTY;
	}
	return type === 'number' ? Number(value).toLocaleString('en') : `\`${String(value)}\``;
}

/** Lists the options, one per line if any has a description. */
function choices({ type, options = [], modes = [] }: INodeProperties): string[] {
	if (type === 'resourceLocator') {
		const ways = modes.map(({ displayName, placeholder = '' }) =>
			placeholder.startsWith('e.g. ') ? `${displayName} (${code(placeholder)})` : displayName,
		);
		return [`${ways.join(', ')}.`];
	}
	// The choices of a list come from the account.
	if (type !== 'options' || options.length === 0) return [];
	const all = options.filter((option): option is INodePropertyOptions => 'value' in option);
	if (all.every(({ description }) => description === undefined)) {
		return [`Choices: ${all.map(({ name }) => `*${name}*`).join(', ')}.`];
	}
	return all.map(({ name, description }) =>
		description === undefined ? `*${name}*` : `*${name}*: ${escaped(description)}`,
	);
}

function example({ placeholder = '' }: INodeProperties): string[] {
	return placeholder.startsWith('e.g. ') ? [`Example: ${code(placeholder)}.`] : [];
}

const code = (placeholder: string) =>
	`\`${placeholder.replace('e.g. ', '').replaceAll('|', '\\|')}\``;

const sentence = (text: string) => escaped(/[.!?]$/.test(text) ? text : `${text}.`);

/** n8n's own links are HTML. */
const LINK = /<a href="([^"]+)">([^<]+)<\/a>/g;

const escaped = (text: string) =>
	text.replace(LINK, '[$2]($1)').replaceAll('|', '\\|').replaceAll('<', '&lt;');
