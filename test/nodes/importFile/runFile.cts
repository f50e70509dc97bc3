import type { IDataObject } from 'n8n-workflow';

import { type Appcues, useAppcues } from '../../support/appcues.cjs';

export interface FileRun {
	operation?: string;
	name?: string;
	mime?: string;
	options?: IDataObject;
	parameters?: IDataObject;
	onError?: 'continueErrorOutput' | 'continueRegularOutput';
}

/** Imports one file through n8n's engine into the fake Appcues, for a file of tests. */
export function useFiles() {
	const appcues: Appcues = useAppcues();
	const run = async (data: string | Buffer, settings: FileRun = {}) => {
		const { operation = 'profiles', name = 'people.csv', mime = 'text/plain' } = settings;
		const { options, parameters, onError } = settings;
		const bytes = typeof data === 'string' ? Buffer.from(data) : data;
		return await appcues.run({
			type: 'appcuesImport',
			parameters: {
				operation,
				source: 'file',
				...(options && { options }),
				...parameters,
			},
			binary: [{ data: await appcues.engine.store(bytes, name, mime) }],
			onError,
		});
	};
	/** The sent rows. */
	const rows = (kind = 'profiles') =>
		appcues.fake
			.requests('POST', `/import/${kind}`)
			.flatMap(({ body }) => (body as IDataObject[] | undefined) ?? []);
	return { appcues, run, rows };
}

export type Got = Awaited<ReturnType<ReturnType<typeof useFiles>['run']>>;

/** Everything that the user sees besides the output. */
export const told = ({ error, hints }: Got): string =>
	[error?.message ?? '', error?.description ?? '', ...hints].join('\n');
