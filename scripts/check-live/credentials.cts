import { atLeast } from '../../dev/elements.cjs';
import { readAccount } from '../../nodes/shared/api/account';
import { UnusableInput } from './unusableInput.cjs';

/** The account to check. */
export interface Credentials {
	/** `https://api.appcues.com/v2/accounts/12345`, as the package itself builds it. */
	root: string;
	/** The path part of `root`. */
	rootPath: string;
	accountId: string;
	key: string;
	secret: string;
}

const NEEDED = ['APPCUES_ACCOUNT_ID', 'APPCUES_API_KEY', 'APPCUES_API_SECRET'] as const;

/**
 * Reads the account's credentials. Removes spaces around them, as the package does.
 *
 * @throws {UnusableInput} with every variable that is missing or invalid
 */
export function readCredentials(environment: NodeJS.ProcessEnv): Credentials {
	const value = (name: string) => environment[name]?.trim() ?? '';
	const missing = NEEDED.filter((name) => value(name) === '');
	if (missing.length > 0) {
		throw new UnusableInput(`Missing environment variables: ${missing.join(', ')}`);
	}
	const region = value('APPCUES_REGION').toLowerCase();
	const baseUrl = value('APPCUES_BASE_URL');
	if (region !== '' && baseUrl !== '') {
		throw new UnusableInput('Set APPCUES_REGION or APPCUES_BASE_URL, not both');
	}
	if (!['', 'us', 'eu'].includes(region)) {
		throw new UnusableInput(`APPCUES_REGION must be us or eu, not '${region}'`);
	}
	if (baseUrl !== '' && !URL.canParse(baseUrl)) {
		throw new UnusableInput('APPCUES_BASE_URL is not a URL such as https://proxy.example.com');
	}
	const [accountId, key, secret] = atLeast(3, NEEDED.map(value));
	const { root, rootPath } = accountAt(accountId, region, baseUrl);
	return { root, rootPath, accountId, key, secret };
}

function accountAt(accountId: string, region: string, baseUrl: string) {
	try {
		return readAccount({ accountId, region: baseUrl === '' ? region : 'custom', baseUrl });
	} catch (error) {
		throw new UnusableInput(error instanceof Error ? error.message : String(error));
	}
}
