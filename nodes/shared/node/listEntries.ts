import { InvalidInput } from '../invalidInput';

/**
 * The entries of what may be an array, a comma-separated list, or an array written as JSON, as AI agents and templates
 * write it. Entries come as they are: neither trimmed nor checked. Anything else is its own single entry.
 */
export function listEntries(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	return jsonArray(value) ?? value.split(',');
}

/**
 * Names from such a list: trimmed, none blank, each once.
 *
 * @throws {InvalidInput} for an entry that is no text
 */
export function readNames(value: unknown, label: string): string[] {
	const names = listEntries(value ?? '').map((entry) => {
		if (typeof entry === 'string') return entry.trim();
		throw new InvalidInput(
			`'${label}' holds something other than a name: ${JSON.stringify(entry)}`,
			`Enter a comma-separated list of names in '${label}', or an array of texts.`,
		);
	});
	return [...new Set(names)].filter((name) => name !== '');
}

function jsonArray(text: string): unknown[] | undefined {
	if (!/^\s*\[[\s\S]*\]\s*$/.test(text)) return undefined;
	try {
		const parsed: unknown = JSON.parse(text);
		return Array.isArray(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}
