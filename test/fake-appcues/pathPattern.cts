/** Text: the decoded path ends with it. RegExp: the decoded path matches. */
export type PathPattern = string | RegExp;

/** Whether a request is one that a test means. */
export function matchesRequest(
	request: { method: string; pathname: string },
	method: string | undefined,
	path: PathPattern | undefined,
): boolean {
	if (method !== undefined && method.toUpperCase() !== request.method) return false;
	if (path === undefined) return true;
	if (typeof path === 'string') return request.pathname.endsWith(path);
	// Not test(): it moves lastIndex of a global pattern.
	return request.pathname.search(path) !== -1;
}
