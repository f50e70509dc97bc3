import type { IDataObject } from 'n8n-workflow';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What the server does with a request, given what it echoes. */
export type Answer = (response: ServerResponse, echo: string, request: IncomingMessage) => void;

export const json = (response: ServerResponse, status: number, body: unknown) =>
	response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));

const text = (response: ServerResponse, status: number, body: string, type = 'text/plain') =>
	response.writeHead(status, { 'Content-Type': type }).end(body);

const job = (response: ServerResponse, { method }: IncomingMessage, seen: object) =>
	json(response, method === 'GET' ? 200 : 202, { id: 'job-1', job_id: 'job-1', ...seen });

const rl = (value: string) => ({ __rl: true, mode: 'id', value });

export const create = { type: 'appcuesSegment', parameters: { operation: 'create', name: 'Beta' } };
const list = { type: 'appcuesSegment', parameters: { operation: 'getAll', returnAll: true } };
export const addUsers = {
	type: 'appcuesSegment',
	parameters: { operation: 'addUsers', segmentId: rl('seg-1'), userIds: 'ada' },
};
const getJob = { type: 'appcuesJob', parameters: { operation: 'get', jobId: 'job-1' } };
const getJobs = { type: 'appcuesJob', parameters: { operation: 'getAll', returnAll: true } };
const waitForJob = {
	type: 'appcuesJob',
	parameters: { operation: 'wait', jobId: 'job-1', options: { timeout: 2 } },
};
const createKey = {
	type: 'appcuesAccount',
	parameters: { resource: 'sdkKey', operation: 'createSdkKey', name: 'x' },
};
const exported = {
	type: 'appcuesExport',
	parameters: {
		operation: 'events',
		timeRange: 'custom',
		startTime: '2026-11-01T00:00:00Z',
		output: 'items',
	},
};
const screenshots = {
	type: 'appcuesExperience',
	parameters: { operation: 'getScreenshots', experienceType: 'mobile', experienceId: rl('e-1') },
};

/** A node to run, and a response that echoes something to it. */
export interface Place {
	node: { type: string; parameters: IDataObject };
	answer: Answer;
}

/** A response in Appcues' own envelope. */
export const refused = (status: number): Place => ({
	node: create,
	answer: (response, said) => json(response, status, { title: 'No', detail: `It was ${said}` }),
});

/** Where a server can put what it echoes. */
export const PLACES: Record<string, Place> = {
	'a refusal': refused(400),
	'a refusal of the key': refused(401),
	'a refusal of the right': refused(403),
	'a missing object': refused(404),
	'a conflict': refused(409),
	'a server error': refused(500),
	'a refusal as text': { node: list, answer: (response, said) => text(response, 400, said) },
	'a refusal as a page': {
		node: list,
		answer: (response, said) =>
			text(response, 400, `<html><title>Bad ${said}</title></html>`, 'text/html'),
	},
	'a dump of headers': {
		node: list,
		answer: (response, said) => text(response, 400, `Authorization: Basic ${said}\r\nHost: x`),
	},
	'a long text': {
		node: list,
		answer: (response, said) => text(response, 400, `${'x'.repeat(110)} ${said}`),
	},
	'a pause': {
		node: list,
		answer: (response, said) => {
			response.setHeader('Retry-After', '3600');
			json(response, 503, { title: said });
		},
	},
	'a success that is not JSON': {
		node: list,
		answer: (response, said) => text(response, 200, said),
	},
	'a success that is a page': {
		node: list,
		answer: (response, said) => text(response, 200, `<!doctype html><h1>${said}</h1>`, 'text/html'),
	},
	'a success of another kind': {
		node: list,
		answer: (response, said) => json(response, 200, { message: said }),
	},
	'a refused SDK key': {
		node: createKey,
		answer: (response, said) => json(response, 400, { title: said }),
	},
	'the reason of a failed job': {
		node: addUsers,
		answer: (response, said, request) =>
			job(response, request, { status: 'FAILED', events: [{ attributes: { error: said } }] }),
	},
	'the last event of a failed job': {
		node: addUsers,
		answer: (response, said, request) =>
			job(response, request, {
				status: 'FAILED',
				events: [{ name: 'x', attributes: { [said]: 1 } }],
			}),
	},
	'the events of a job': {
		node: getJob,
		answer: (response, said, request) =>
			job(response, request, {
				status: 'COMPLETED',
				name: said,
				events: [{ id: said, attributes: { headers: [{ authorization: said }] } }],
			}),
	},
	'the status of a job': {
		node: waitForJob,
		answer: (response, said, request) => job(response, request, { status: `FAILED ${said}` }),
	},
	'the list of jobs': {
		node: getJobs,
		answer: (response, said) =>
			json(response, 200, [{ id: 'job-1', status: 'FAILED', error: said }]),
	},
	'a status check of a job': {
		node: addUsers,
		answer: (response, said, request) =>
			request.method === 'GET'
				? json(response, 403, { title: said })
				: json(response, 202, { job_id: 'job-1' }),
	},
	'a file that is not an archive': {
		node: screenshots,
		answer: (response, said) => text(response, 200, said),
	},
	'a refused archive': { node: screenshots, answer: (response, said) => text(response, 400, said) },
	'a line of a download': {
		node: exported,
		answer: (response, said, request) =>
			request.url === '/file?X-Amz-Signature=signed'
				? text(response, 200, `${said}\n`)
				: job(response, request, {
						status: 'COMPLETED',
						events: [
							{
								attributes: {
									signed_s3_url: `http://${request.headers.host}/file?X-Amz-Signature=signed`,
								},
							},
						],
					}),
	},
};
