/**
 * The URL that the fake reports for one of its objects. The host doesn't exist, on purpose: a client that
 * follows a URL from a response, instead of its own base URL, fails immediately.
 */
export function claimedUrl(accountId: string, kind: string, id: string): string {
	return `https://api.appcues.invalid/v2/accounts/${accountId}/${kind}/${encodeURIComponent(id)}`;
}
