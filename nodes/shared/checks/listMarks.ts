const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const LONG_HEX = /^[\da-f]{16,}$/i;
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** What several IDs begin with: `user-` of `user-1`, `usr` of `usr12`. */
const STEM = /^[a-z]{2,}\d{0,2}[-_.:#]|^[a-z]+(?=\d+$)/i;

/** `&amp;` ends in a semicolon that separates nothing. */
const ENTITY = /&#?\w+;/g;

/**
 * Returns whether text that is taken for one ID seems to be several. No ID has a semicolon, a tab or a line end in it.
 * Others may have commas, spaces and `|`, such as Auth0's `auth0|5f7c8ec7`: there, only parts of one kind count.
 */
export function looksLikeSeveral(text: string): boolean {
	if (!/[;|\s,]/.test(text)) return false;
	const entry = text.trim().replace(ENTITY, '');
	if (partsOf(entry, /[;\t\r\n]/).length > 1) return true;
	const listed = partsOf(entry, ',');
	if (listed.length > 1 && listed.every((part) => /^\d{4,}$/.test(part))) return true;
	return [listed, partsOf(entry, '|'), partsOf(entry, /\s/)].some(
		(parts) => parts.length > 1 && areOfOneKind(parts),
	);
}

const partsOf = (text: string, separator: RegExp | string) =>
	text
		.split(separator)
		.map((part) => part.trim())
		.filter((part) => part !== '');

function areOfOneKind(parts: string[]): boolean {
	if ([UUID, LONG_HEX, EMAIL].some((kind) => parts.every((part) => kind.test(part)))) return true;
	const [stem] = STEM.exec(parts[0]) ?? [];
	if (stem === undefined || new Set(parts).size < parts.length) return false;
	return parts.every((part) => !/\s/.test(part) && STEM.exec(part)?.[0] === stem);
}

/** Returns whether an ID still has a list marker, or brackets or quotes around it, of which it isn't certain. */
export function looksMarked(text: string): boolean {
	const entry = text.trim();
	if (/^(?:["\u201c\u201e]|(?:[-*+\u2022]|\d{1,6}[.)])\s+\S)/.test(entry)) return true;
	const inner = /^(?:\{([^{}]+)\}|\[(.+)\]|'(.+)')$/.exec(entry);
	return inner !== null && !UUID.test(inner[1] ?? '');
}
