import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const EMPTY = '–';

/** Returns the parameters of an operation as a table. */
export class Parameters {
	constructor(private readonly shown: readonly INodeProperties[]) {}

	toMarkdown(): string {
		const notices = this.shown.filter(({ type }) => type === 'notice');
		const rows = this.shown.filter(({ type }) => type !== 'notice').flatMap((p) => this.rows(p));
		const table =
			rows.length > 0
				? ['| Parameter | Default | What it is |', '| --- | --- | --- |', ...rows].join('\n')
				: 'No parameters.';
		return [...notices.map(({ displayName }) => `> ${displayName}`), table].join('\n\n');
	}

	/** A parameter, followed by the ones it contains. */
	private rows(property: INodeProperties, path = ''): string[] {
		const { type, displayName, options = [] } = property;
		const inner = `${path}${displayName} → `;
		if (type === 'collection') {
			return options.flatMap((option) => ('type' in option ? this.rows(option, inner) : []));
		}
		const row = `| ${path}**${displayName}** | ${defaultOf(property)} | ${this.explain(property)} |`;
		if (type !== 'fixedCollection') return [row];
		const values = options.flatMap((option) => ('values' in option ? option.values : []));
		return [row, ...values.flatMap((value) => this.rows(value, inner))];
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
		const others = Object.entries(displayOptions?.show ?? {}).filter(([n]) => n !== 'operation');
		if (others.length === 0) return [];
		const each = others.map(([path, values = []]) => {
			const other = this.shown.find(({ name }) => name === path.replace('/', ''));
			if (!other) throw new Error(`Nothing is called ${path}`);
			const words = values.map((value) => valueName(other, value)).join(' or ');
			return `**${other.displayName}** is ${words}`;
		});
		return [`Shown when ${each.join(' and ')}.`];
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
	if (type === 'options' || type === 'boolean') return valueName(property, value);
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
	if (type !== 'options') return [];
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
