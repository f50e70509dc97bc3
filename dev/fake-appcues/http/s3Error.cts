import { STATUS_CODES } from 'node:http';
import type { Reply } from './transmit.cjs';

/** A refusal as S3 writes it: XML, with nothing of Appcues in it. */
export function s3Error(status: number, code: string, message: string): Reply {
	return {
		status,
		headers: { 'content-type': 'application/xml' },
		payload: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>FAKE</RequestId></Error>`,
	};
}

/** What S3 responds for an expired link. */
export function expiredLink(): Reply {
	return s3Error(403, 'AccessDenied', 'Request has expired');
}

/** What S3 responds when it fails. */
export function s3Failure(status: number): Reply {
	const code = status === 503 ? 'SlowDown' : (STATUS_CODES[status] ?? 'Error').replaceAll(' ', '');
	return s3Error(status, code, 'injected fault');
}
