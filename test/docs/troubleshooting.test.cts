import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';

import { sendWebhook } from '../../dev/fake-appcues/webhooks.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { TestAuthority, TlsServer, trust, type CertificateKind } from '../support/certificates.cjs';

const PAGE = readFileSync(join(__dirname, '../../docs/troubleshooting.md'), 'utf8');
const headings = [...PAGE.matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading);

const appcues = useAppcues();
useFastTime();

const rl = (value: string) => ({ __rl: true, mode: 'id', value });
const JOBS = /\/jobs\//;

/** Returns a node's error message. */
async function said(
	type: string,
	parameters: IDataObject,
	{ credential = {}, input = [{}] }: { credential?: IDataObject; input?: IDataObject[] } = {},
): Promise<string> {
	const credentials = appcues.credentials(credential);
	const { error } = await appcues.run({ type, parameters, input, credentials });
	return error?.message ?? 'It did not stop';
}

const getSegment = async (credential?: IDataObject, id = 'seg-trial') =>
	await said('appcuesSegment', { operation: 'get', segmentId: rl(id) }, { credential });

const addUsers = async (userIds = 'ada', rest: IDataObject = {}, input = [{}]) =>
	await said(
		'appcuesSegment',
		{ operation: 'addUsers', segmentId: rl('seg-trial'), userIds, ...rest },
		{ input },
	);

const exportEvents = async (startTime = '2026-11-01T00:00:00Z') =>
	await said('appcuesExport', {
		operation: 'events',
		timeRange: 'custom',
		startTime,
		output: 'items',
	});

/** Returns an export's message about its file. */
async function downloadOf(body: string): Promise<string> {
	withFault({ path: /download/, status: 200, body });
	return await exportEvents();
}

/** Returns the message of Import Profiles about a file. */
async function aboutFile(data: string | Buffer, encoding = 'auto'): Promise<string> {
	const file = await appcues.engine.store(Buffer.from(data as Buffer), 'people.csv', 'text/csv');
	const parameters = { operation: 'profiles', source: 'file', options: { encoding } };
	const { error } = await appcues.run({
		type: 'appcuesImport',
		parameters,
		binary: [{ data: file }],
	});
	return error?.message ?? 'It did not stop';
}

const withFault = (fault: Parameters<typeof appcues.fake.fault>[0]) =>
	appcues.fake.fault({ times: Infinity, ...fault });

async function trigger(webhookSecret: string) {
	return await appcues.engine.listen({
		type: 'appcuesTrigger',
		parameters: { events: [], customEvents: '', options: {} },
		credentials: { appcuesApi: { accountId: '123456', webhookSecret } },
		workflow: 'troubleshooting',
	});
}

/** Runs a function with a listening trigger, and stops it. */
async function withTrigger(
	webhookSecret: string,
	meet: (host: Awaited<ReturnType<typeof trigger>>) => Promise<string>,
): Promise<string> {
	const host = await trigger(webhookSecret);
	return await meet(host).finally(async () => await host.close());
}

/** Returns the trigger's response to a call. */
const answered = async (call: Omit<Parameters<typeof sendWebhook>[1], 'name'>): Promise<string> =>
	await withTrigger('right', async ({ url }) =>
		JSON.stringify((await sendWebhook(url, { name: 'appcues:flow_completed', ...call })).body),
	);

/** Returns the message for a server with a certificate, whose authority is known unless it is self-signed. */
async function meetCertificate(kind: CertificateKind): Promise<string> {
	const authority = new TestAuthority();
	const server = await TlsServer.start(authority.certificate(kind));
	const distrust = trust(authority.root);
	return await getSegment({ baseUrl: server.url }).finally(async () => {
		distrust();
		await server.close();
		authority.remove();
	});
}

/** How to produce each message of the page, by the beginning of its heading. */
const CASES: Record<string, () => Promise<string>> = {
	'Appcues did not accept': async () => await getSegment({ apiSecret: 'wrong' }),
	'Appcues does not allow': async () => await getSegment({ accountId: '999999' }),
	"The credential has no 'Account ID'": async () => await getSegment({ accountId: '' }),
	'Appcues could not be reached': async () => await getSegment({ baseUrl: 'http://127.0.0.1:9' }),
	"n8n doesn't trust the TLS certificate": async () => await meetCertificate('selfSigned'),
	'The TLS certificate of … has expired': async () => await meetCertificate('expired'),
	'The TLS certificate of … is for another host': async () => await meetCertificate('otherHost'),
	'Appcues redirected': async () => {
		withFault({ path: /segments/, status: 302, headers: { location: 'https://example.com' } });
		return await getSegment();
	},
	'Appcues returned something other': async () => {
		withFault({ path: /segments/, garbage: 'html' });
		return await getSegment();
	},
	'"{{ … }}" is text here': async () => await addUsers('{{ $json.id }}'),
	'\'…\' is "…", which is the name of a field': async () =>
		await addUsers('user_id', {}, [{ user_id: 'ada' }]),
	'No user ID in any': async () => await addUsers('={{ $json.id }}', {}, [{ a: 1 }, { a: 2 }]),
	"'…' is empty": async () => await getSegment({}, '={{ $json.gone }}'),
	"'…' is …, which is not an exact number": async () =>
		await addUsers('={{ 7615917337495251231 }}'),
	'The item has no file': async () =>
		await said('appcuesImport', { operation: 'profiles', source: 'file' }),
	'Row … of "…" isn\'t valid': async () =>
		await aboutFile(Buffer.from('user_id\nZo\u00eb\n', 'latin1')),
	'The file "…" is in UTF-8': async () => await aboutFile('user_id\nZoë\n', 'windows-1252'),
	'The file "…" has no column': async () => await aboutFile('user_id;plan\nu-1;pro\n'),
	'The file "…" has two columns': async () => await aboutFile('user_id,plan, plan\nu-1,pro,\n'),
	'A quote (") in row … of "…"': async () => await aboutFile('user_id,plan\nu-1,"pro\n'),
	'Row … of "…": it has': async () => await aboutFile('user_id,plan\nu-1,Acme, Inc.\n'),
	'Row … of "…": \'…\' is …': async () => await aboutFile('user_id\n9.91214E+15\n'),
	"'…' is …, which is not a time": async () => await exportEvents('last Monday'),
	"'…' is …, which comes from a number": async () => await exportEvents('={{ new Date(46205) }}'),
	'\'…\' is "…", which comes from an empty': async () =>
		await addUsers('={{ $json.user }}, ada', {}, [{ user: { id: 1 } }]),
	"'…' can't be read as an array": async () => await addUsers('["ada", "tim"'),
	'Appcues refused the request': async () =>
		await said('appcuesAnalytics', {
			operation: 'query',
			queryMode: 'aggregate',
			metrics: 'no_such_metric',
			timeRange: 'custom',
			startTime: '2026-11-01',
			endTime: '2026-11-02',
		}),
	"'…' contains …, which Appcues": async () =>
		await said('appcuesAnalytics', {
			operation: 'query',
			queryMode: 'raw',
			columns: 'nps_raw_score',
			timeRange: 'custom',
			startTime: '2026-11-01',
			endTime: '2026-11-02',
		}),
	'The metric … needs a condition': async () =>
		await said('appcuesAnalytics', {
			operation: 'query',
			queryMode: 'aggregate',
			metrics: 'nps_promoters',
			timeRange: 'custom',
			startTime: '2026-11-01',
			endTime: '2026-11-02',
		}),
	'All analytics export slots': async () => {
		Object.assign(appcues.fake, { exportSlots: 0, fullQueue: 'refuse' });
		return await said('appcuesAnalytics', {
			operation: 'export',
			queryMode: 'aggregate',
			metrics: 'users',
			timeRange: 'custom',
			startTime: '2026-11-01',
			endTime: '2026-11-02',
		});
	},
	'Appcues has no': async () => await getSegment({}, 'seg-gone'),
	"Appcues' rate limit": async () => {
		withFault({ path: /segments/, status: 429 });
		return await getSegment();
	},
	'Appcues asked to retry': async () => {
		withFault({ path: /segments/, status: 503, headers: { 'retry-after': '3600' } });
		return await getSegment();
	},
	'Appcues could not respond': async () => {
		withFault({ path: /segments/, status: 503 });
		return await getSegment();
	},
	'Appcues did not respond': async () => {
		withFault({ path: /segments/, delayMs: 120_000 });
		return await getSegment();
	},
	'Appcues job … was still': async () => {
		appcues.fake.nextJobs(1, { stuck: true });
		return await addUsers('ada', { options: { timeout: 60 } });
	},
	'Appcues job … finished as FAILED': async () => {
		appcues.fake.failNextJobs(1, 'The segment is locked');
		return await addUsers();
	},
	'Appcues accepted job': async () => {
		withFault({ path: JOBS, status: 403 });
		return await addUsers();
	},
	'The download link has expired': async () => {
		withFault({ path: /download/, expired: true });
		return await exportEvents();
	},
	'The download could not be reached': async () => {
		withFault({ path: /download/, reset: 'before' });
		return await exportEvents();
	},
	'The export is neither': async () => await downloadOf('ada\ntim\n'),
	'The download is a response of Appcues': async () =>
		await downloadOf('{"status":"queued","job_id":"job-1"}'),
	'Row … of the export': async () => await downloadOf('user_id,plan\r\nada,pro,1\r\n'),
	'A quote (") in row … of the export': async () => await downloadOf('user_id,plan\nada,"pro\n'),
	'The export is cut off': async () => await downloadOf('[{"user_id":"ada"},'),
	'The download is a web page': async () => await downloadOf('<html>Please sign in</html>'),
	"The credential has no 'Webhook Secret'": async () =>
		await withTrigger('', async (host) =>
			host.activate().then(
				() => 'It was activated',
				(error: Error) => error.message,
			),
		),
	'The signature does not match': async () => await answered({ secret: 'guessed' }),
	'The timestamp of the call': async () =>
		await answered({ secret: 'right', at: Date.now() - 3_600_000 }),
};

describe('docs/troubleshooting.md', () => {
	it('has a way to produce each message it explains, and no other', () => {
		const met = headings.map((heading) =>
			Object.keys(CASES).filter((start) => heading.startsWith(start)),
		);
		expect(met).toEqual(headings.map(() => [expect.any(String)]));
		expect(met.flat().sort()).toEqual(Object.keys(CASES).sort());
	});

	it.each(headings)('quotes what n8n shows: %s', async (heading) => {
		const [, meet] = Object.entries(CASES).find(([start]) => heading.startsWith(start)) ?? [];
		const message = (await meet?.()) ?? '';
		const parts = heading.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
		expect(message).toMatch(new RegExp(parts.join('.+')));
	});
});
