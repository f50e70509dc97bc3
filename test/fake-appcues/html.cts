/** HTML that is safe to send: made by the `html` tag only. */
export class Html {
	constructor(readonly text: string) {}
}

type Part = string | number | Html | Part[];

/** Template tag: every value is escaped, but for what another `html` made; lists are joined. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
	return new Html(strings.reduce((text, string, i) => text + render(parts[i - 1] ?? '') + string));
}

function render(part: Part): string {
	if (part instanceof Html) return part.text;
	if (Array.isArray(part)) return part.map(render).join('');
	return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
