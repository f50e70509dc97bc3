/**
 * The address the fake claims for one of its objects. The host does not exist, on purpose: a client
 * that follows an address from a response, instead of its own base URL, fails at once.
 */
export function claimedUrl(accountId: string, kind: string, id: string): string {
	return `https://api.appcues.invalid/v2/accounts/${accountId}/${kind}/${encodeURIComponent(id)}`;
}
