import { describe, expect, it } from '@jest/globals';

import { readAccount } from '../../../nodes/shared/api/account';

const credential = { region: 'us', accountId: '12345', requestsPerSecond: 50 };

describe('the account in a credential', () => {
	it('is on the host of its region', () => {
		expect(readAccount(credential).root).toBe('https://api.appcues.com/v2/accounts/12345');
		expect(readAccount({ ...credential, region: 'eu' }).root).toBe(
			'https://api.eu.appcues.com/v2/accounts/12345',
		);
	});

	it('can use a custom URL', () => {
		const custom = { ...credential, region: 'custom', baseUrl: ' http://127.0.0.1:4010// ' };
		expect(readAccount(custom).root).toBe('http://127.0.0.1:4010/v2/accounts/12345');
	});

	it('ignores spaces pasted around the ID', () => {
		expect(readAccount({ ...credential, accountId: ' 12345\n' }).rootPath).toBe(
			'/v2/accounts/12345',
		);
	});

	it('can have a number as its ID, as credentials made through n8n’s API do', () => {
		expect(readAccount({ ...credential, accountId: 12345 }).rootPath).toBe('/v2/accounts/12345');
	});

	it('is limited to 50 requests a second unless the credential says otherwise', () => {
		expect(readAccount({ ...credential, requestsPerSecond: undefined }).requestsPerSecond).toBe(50);
		expect(readAccount({ ...credential, requestsPerSecond: 5 }).requestsPerSecond).toBe(5);
	});

	it.each([
		[{ accountId: ' ' }, "'Account ID'"],
		[{ accountId: '..' }, 'Account ID'],
		[{ region: 'custom', baseUrl: '' }, "'Base URL'"],
		[{ region: 'custom', baseUrl: 'appcues.com' }, "'Base URL'"],
		[{ region: 'custom', baseUrl: 'ftp://appcues.com' }, "'Base URL'"],
		[{ region: 'mars' }, "'Region'"],
		[{ requestsPerSecond: 0 }, "'Requests per Second'"],
		[{ requestsPerSecond: 'fast' }, "'Requests per Second'"],
	])('refuses %j and names the field', (wrong, field) => {
		expect(() => readAccount({ ...credential, ...wrong })).toThrow(field);
	});
});
