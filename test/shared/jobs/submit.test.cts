import { describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';

import type { ApiResponse } from '../../../nodes/shared/api/client';
import { Cancelled } from '../../../nodes/shared/api/clock';
import { JobSubmitter } from '../../../nodes/shared/jobs/submit';

const accepted = (jobId: string): ApiResponse => ({
	status: 202,
	body: { job_id: jobId },
	length: 30,
	headers: {},
	info: { method: 'POST', path: '/', attempts: 1, status: 202 },
	redact: (text) => text,
});

describe('sending concurrently', () => {
	it('waits for sent requests when the execution is cancelled, so that their jobs are known', async () => {
		const told: string[] = [];
		const sender = new JobSubmitter<string>(({ jobId }) => told.push(jobId));
		const cancelled = async () => await Promise.reject(new Cancelled());
		const late = async () => {
			for (let turn = 0; turn < 10; turn += 1) await setImmediate();
			return accepted('job-late');
		};
		const sending = sender.concurrently([
			{ part: 'a', rerunAdvice: '', send: cancelled },
			{ part: 'b', rerunAdvice: '', send: late },
		]);
		await expect(sending).rejects.toThrow('canceled');
		expect(sender.sent.map(({ part, run }) => [part, run.jobId])).toEqual([
			['a', undefined],
			['b', 'job-late'],
		]);
		expect(told).toEqual(['job-late']);
	});
});
