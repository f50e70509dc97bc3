import axios, { type AxiosInstance, type AxiosRequestConfig, type AxiosResponse } from 'axios';

import { DEMO } from '../../dev/fake-appcues/model/demoAccount.cjs';
import type { Spec } from './spec.cjs';
import { accountUrl } from './workflow.cjs';

/** The minimum: n8n's axios without n8n. */
export function bareClient(spec: Spec): AxiosInstance {
	return axios.create({
		baseURL: accountUrl(spec),
		auth: { username: DEMO.key, password: DEMO.secret },
		maxBodyLength: Infinity,
		maxContentLength: Infinity,
		// Bodies are sent unchanged, without parsing or serializing.
		transformRequest: [(data: unknown) => data],
	});
}

/** Sends bodies from memory, several at a time, and checks the job of each response once. */
export async function sendAll(
	client: AxiosInstance,
	requests: AxiosRequestConfig[],
	{ width = 4, checkJobs = true } = {},
): Promise<AxiosResponse[]> {
	const waiting = requests.values();
	const responses: AxiosResponse[] = [];
	const worker = async () => {
		for (const request of waiting) {
			const response = await client.request(request);
			responses.push(response);
			if (checkJobs) await client.get(`/jobs/${jobIdOf(response)}`);
		}
	};
	await Promise.all(Array.from({ length: width }, worker));
	return responses;
}

export const jobIdOf = ({ data }: AxiosResponse): string =>
	String((data as { job_id: unknown }).job_id);
