import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { faultReply } from './deliver.cjs';
import type { Fault } from '../model/fault.cjs';
import type { FakeState } from '../state.cjs';
import { type Reply, pause, transmit } from './transmit.cjs';
import { downloadEntry } from '../exports/downloadLog.cjs';
import type { ExportFile } from '../exports/exportFile.cjs';
import { expiredLink, s3Error, s3Failure } from './s3Error.cjs';

/**
 * The download host. It knows no accounts and keys: a GET with a valid presigned query gets the file. An
 * Authorization header on top of it gets a 400, as from S3.
 */
export function serveDownloads(fake: FakeState): RequestListener {
	return (request, response) => void serve(fake, request, response);
}

async function serve(
	fake: FakeState,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	request.resume();
	const entry = downloadEntry(request, fake.now());
	fake.recordDownload(entry);
	const fault = fake.takeFault(entry);
	if (fault?.delayMs !== undefined) await pause(fault.delayMs);
	if (fault?.reset === 'before' || fault?.reset === 'after' || response.destroyed) {
		response.destroy();
		return;
	}
	const answer = faulty(fault) ?? refusal(fake, request) ?? fake.fileHost.file(entry.path);
	if (!answer) {
		entry.status = 404;
		transmit(response, s3Error(404, 'NoSuchKey', 'The specified key does not exist.'), fault);
	} else if ('payload' in answer) {
		entry.status = answer.status;
		transmit(response, answer, fault);
	} else {
		entry.status = 200;
		await send(answer, response, fault);
	}
}

function faulty(fault: Fault | undefined): Reply | undefined {
	if (fault?.expired) return expiredLink();
	if (fault?.status === undefined) return undefined;
	const isPlain = fault.body === undefined && fault.garbage === undefined && fault.status >= 400;
	const { headers = {} } = fault;
	if (!isPlain) return faultReply(fault);
	const failure = s3Failure(fault.status);
	return { ...failure, headers: { ...failure.headers, ...headers } };
}

function refusal(
	fake: FakeState,
	{ method, url = '', headers }: IncomingMessage,
): Reply | undefined {
	if (headers.authorization !== undefined) {
		return s3Error(
			400,
			'InvalidArgument',
			'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
		);
	}
	const [path = '', query] = url.split('?');
	if (query === undefined) return s3Error(403, 'AccessDenied', 'Access Denied');
	const state = fake.fileHost.check(path, query, fake.now());
	if (state === 'expired') return expiredLink();
	// The link is signed for GET, so the signature doesn't match for any other method.
	if (state === 'valid' && method === 'GET') return undefined;
	return s3Error(
		403,
		'SignatureDoesNotMatch',
		'The request signature we calculated does not match the signature you provided.',
	);
}

async function send(
	file: ExportFile,
	response: ServerResponse,
	fault: Fault | undefined,
): Promise<void> {
	const headers = {
		'content-type': file.contentType,
		'content-disposition': `attachment; filename="${file.name}"`,
	};
	if (!file.isStream) {
		transmit(response, { status: 200, headers, payload: await buffer(file.open()) }, fault);
		return;
	}
	response.writeHead(200, headers);
	const content = file.open();
	if (fault?.reset === 'mid-body') {
		content.once('data', (chunk) => response.write(chunk, () => response.destroy()));
	}
	// A client that disconnects early isn't an error of the fake.
	pipeline(content, response, () => {});
}
