import { withoutQueries } from '../../nodes/shared/api/withoutQueries';
import type { Credentials } from './credentials.cjs';

const LONGEST = 300;

/** What is shown passes through here: the secrets and the query strings of addresses are taken out. */
export function scrubber({ key, secret }: Credentials): (text: string) => string {
	const basic = Buffer.from(`${key}:${secret}`).toString('base64');
	return (text) => {
		const bare = [secret, basic, key].reduce((rest, hidden) => rest.replaceAll(hidden, '…'), text);
		const safe = withoutQueries(bare);
		return safe.length > LONGEST ? `${safe.slice(0, LONGEST)}…` : safe;
	};
}
