/** Cuts the query string off every address in a text: that of a presigned link is a credential. */
export function withoutQueries(text: string): string {
	return text.replace(/(https?:\/\/[^\s"'<>?]*)\?[^\s"'<>]*/gi, '$1?…');
}
