import { describe, expect, it } from '@jest/globals';

import { jobOutput } from '../../../nodes/shared/jobs/output';

describe('the output for a job', () => {
	it('is a reference when the node did not wait for the job', () => {
		expect(jobOutput({ jobId: 'j1' })).toEqual({ jobId: 'j1', status: 'ACCEPTED' });
	});

	it('says when Appcues returned no job', () => {
		expect(jobOutput({})).toEqual({ jobId: null, status: 'ACCEPTED' });
	});

	it('says when Appcues did the work immediately', () => {
		expect(jobOutput({ done: true })).toEqual({ jobId: null, status: 'COMPLETED' });
	});

	it('has its raw status in capitals, its name and times, and its other fields', () => {
		const job = {
			id: 'j1',
			name: 'Add users',
			status: 'Completed',
			started_at: '2026-01-01T00:00:00Z',
			url: 'https://api.appcues.com/v2/accounts/1/jobs/j1',
			rows: 7,
			events: [{ name: 'done', attributes: { added: 3 } }],
		};
		expect(jobOutput({ jobId: 'j1', job, waitedMs: 1234.5 })).toEqual({
			jobId: 'j1',
			status: 'COMPLETED',
			name: 'Add users',
			startedAt: '2026-01-01T00:00:00Z',
			durationMs: 1235,
			rows: 7,
			events: [{ name: 'done', attributes: { added: 3 } }],
		});
	});

	it('is its own word where its status is told in that of other jobs', () => {
		const job = { id: 'j1', job_id: 'j1', status: 'COMPLETED', rawStatus: 'done' };
		expect(jobOutput({ jobId: 'j1', job })).toEqual({ jobId: 'j1', status: 'DONE' });
	});

	it('never contains a presigned link, under any name', () => {
		const link = 'https://bucket.s3.amazonaws.com/file?X-Amz-Expires=3600&X-Amz-Signature=abc';
		const job = {
			status: 'COMPLETED',
			download_url: link,
			result: link,
			events: [
				{ attributes: { signed_s3_url: link, files: [link], said: `see ${link}`, rows: 3 } },
			],
		};
		const output = jobOutput({ jobId: 'j1', job });
		expect(JSON.stringify(output)).not.toContain('Signature');
		expect(output.events).toEqual([
			{
				attributes: {
					files: ['https://bucket.s3.amazonaws.com/file?…'],
					said: 'see https://bucket.s3.amazonaws.com/file?…',
					rows: 3,
				},
			},
		]);
	});
});
