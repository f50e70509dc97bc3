import { InvalidInput } from '../util/invalidInput';
import { checkedId, encodeId } from './path';
import { hasKnownStudio } from './studioUrl';

/** The account's URL and rate limit from the credential. Contains no key and no secret. */
export interface AppcuesAccount {
	/** `https://api.appcues.com/v2/accounts/12345`, without a slash at the end. */
	readonly root: string;
	/** The path part of `root`, for messages: `/v2/accounts/12345`. */
	readonly rootPath: string;
	/** The server's name, for messages. Empty if the base URL is invalid. */
	readonly host: string;
	readonly requestsPerSecond: number;
	/** Whether URLs of the account's flows in Studio are known. */
	readonly hasStudio: boolean;
}

/** Appcues has one host per region. Keys of one don't work in the other. */
const HOSTS: Record<string, string> = {
	us: 'https://api.appcues.com',
	eu: 'https://api.eu.appcues.com',
};

/** Appcues allows 60 requests per second for the whole account. This leaves some for other integrations. */
const DEFAULT_REQUESTS_PER_SECOND = 50;

/** Credentials created through n8n's API can contain a number instead of a string. */
const text = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/**
 * Reads the `appcuesApi` credential and trims its fields.
 *
 * @throws {InvalidInput} for a field that is missing or invalid
 */
export function readAccount(credential: Record<string, unknown>): AppcuesAccount {
	const accountId = text(credential.accountId);
	if (accountId === '') {
		throw new InvalidInput(
			"The credential has no 'Account ID'",
			"Open the credential and enter the 'Account ID'. It is the number on the account page of Appcues Studio.",
		);
	}
	const host = hostOf(credential);
	const rootPath = `/v2/accounts/${encodeId(checkedId(accountId, "The credential's 'Account ID'"))}`;
	return {
		root: host + rootPath,
		rootPath,
		host: URL.canParse(host) ? new URL(host).hostname : '',
		requestsPerSecond: rateOf(credential.requestsPerSecond),
		hasStudio: hasStudio(credential),
	};
}

/** Returns whether URLs of the account's flows in Studio are known. The other fields of the credential can be empty. */
export const hasStudio = (credential: Record<string, unknown>): boolean =>
	hasKnownStudio(regionOf(credential));

const regionOf = ({ region }: Record<string, unknown>): string => text(region) || 'us';

function hostOf(credential: Record<string, unknown>): string {
	const region = regionOf(credential);
	if (region !== 'custom') {
		const host = HOSTS[region];
		if (!host)
			throw new InvalidInput(
				`The credential's 'Region' has an invalid value: "${region}"`,
				'Choose a region.',
			);
		return host;
	}
	const baseUrl = text(credential.baseUrl).replace(/\/+$/, '');
	if (!/^https?:\/\/[^\s/]+/i.test(baseUrl)) {
		throw new InvalidInput(
			"The credential's 'Base URL' isn't a URL",
			"With the region 'Custom', enter a URL that starts with https://, such as https://appcues-proxy.example.com.",
		);
	}
	return baseUrl;
}

function rateOf(value: unknown): number {
	if (value === undefined || value === null || value === '') return DEFAULT_REQUESTS_PER_SECOND;
	const rate = Number(value);
	if (!(rate > 0) || !Number.isFinite(rate)) {
		throw new InvalidInput(
			"The credential's 'Requests per Second' is not a number above 0",
			'Appcues allows 60 for the whole account; 50 leaves room for other integrations.',
		);
	}
	return rate;
}
