import { InvalidInput } from '../util/invalidInput';
import { elementAt } from '../util/elementAt';

/** A path below `/v2/accounts/{account_id}` with encoded IDs. Only {@link path} creates one. */
export type ApiPath = string & { readonly brand: unique symbol };

/**
 * Trims and checks an ID that becomes one segment of a URL's path.
 *
 * IDs are opaque: spaces, slashes, `%`, `#`, `?` and any letter are fine. `.` and `..` are not: every HTTP client
 * resolves them, even as `%2e`, and the request would reach another endpoint.
 *
 * @param label the name in the message: `'Segment'`
 * @throws {InvalidInput} for an ID that can't be a path segment
 */
export function checkedId(id: string, label = 'The ID'): string {
	const trimmed = id.trim();
	if (trimmed === '')
		throw new InvalidInput(`${label} is empty`, 'Enter an ID, or check its expression.');
	if (trimmed === '.' || trimmed === '..') {
		throw new InvalidInput(
			`${label} is "${trimmed}", which cannot be an ID`,
			'It would change the URL of the request. Enter the ID as Appcues shows it.',
		);
	}
	if (/\p{Surrogate}/u.test(trimmed)) {
		throw new InvalidInput(
			`${label} contains half of a character (a lone surrogate)`,
			'It may have been cut in the middle of an emoji. Enter the whole ID.',
		);
	}
	return trimmed;
}

/**
 * Creates an API path: path`/segments/${id}/add_user_ids`. It checks each ID with {@link checkedId} and percent-encodes
 * it.
 */
export function path(literals: TemplateStringsArray, ...ids: string[]): ApiPath {
	return literals.reduce(
		(built, literal, index) => built + encodeId(elementAt(ids, index - 1)) + literal,
	) as ApiPath;
}

/** Percent-encodes an ID. @throws {InvalidInput} for an ID that can't be a path segment */
export function encodeId(id: string): string {
	return encodeURIComponent(checkedId(id));
}
