import { redactor } from '../../nodes/shared/api/redact';
import { serverText } from '../../nodes/shared/api/serverText';
import type { Credentials } from './credentials.cjs';

const LONGEST = 300;

/** Returns a function for all text that is shown: it removes secrets and the query strings of URLs. */
export function scrubber({ key, secret }: Credentials): (text: string) => string {
	const redact = redactor({ apiKey: key, apiSecret: secret });
	return (text) => serverText(text, LONGEST, redact);
}
