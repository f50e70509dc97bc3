/** An address up to its query string, as it is or with the escapes of JSON or of another query string. */
const QUERY = /(https?(?::|%3a)(?:\\?\/|%2f){2}[^\s"'<>?]{0,2000}?)(?:\?|%3f)[^\s"'<>]*/gi;

/** Cuts the query string off every address in a text: that of a presigned link is a credential. */
export function withoutQueries(text: string): string {
	return text.replace(QUERY, '$1?…');
}
