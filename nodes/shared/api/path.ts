import { InvalidInput } from '../util/invalidInput';

/** A path below `/v2/accounts/{account_id}` whose every ID is encoded. Only {@link path} makes one. */
export type ApiPath = string & { readonly brand: unique symbol };

/**
 * Checks an ID that will become one path segment of a URL, and trims it.
 *
 * IDs are opaque: spaces, slashes, `%`, `#`, `?` and any letter are fine. `.` and `..` are not, since every
 * HTTP client resolves them (also when written `%2e`), and the request would reach another endpoint.
 *
 * @param label what the message calls it: `'Segment'`
 * @throws {InvalidInput} for an ID that cannot be a path segment
 */
export function checkedId(id: string, label = 'The ID'): string {
	const trimmed = id.trim();
	if (trimmed === '')
		throw new InvalidInput(`${label} is empty`, 'Enter an ID, or check its expression.');
	if (trimmed === '.' || trimmed === '..') {
		throw new InvalidInput(
			`${label} is "${trimmed}", which cannot be an ID`,
			'It would change the address of the request. Enter the ID as Appcues shows it.',
		);
	}
	if (/\p{Surrogate}/u.test(trimmed)) {
		throw new InvalidInput(
			`${label} holds half of a character (a lone surrogate)`,
			'It was probably cut in the middle of an emoji. Enter the whole ID.',
		);
	}
	return trimmed;
}

/**
 * Tagged template for API paths: path`/segments/${id}/add_user_ids`. Every inserted value is an ID and goes
 * through {@link checkedId} and is percent-encoded.
 */
export function path(literals: TemplateStringsArray, ...ids: string[]): ApiPath {
	return literals.reduce(
		(built, literal, index) => built + encodeId(ids[index - 1]) + literal,
	) as ApiPath;
}

/** @throws {InvalidInput} for an ID that cannot be a path segment */
export function encodeId(id: string): string {
	return encodeURIComponent(checkedId(id));
}
