import { join } from 'node:path';
import ts from 'typescript';

import { ROOT } from '../../dev/n8n/paths.cjs';

/** The sources of the nodes, compiled again after each change. */
export interface Watch {
	/** Resolves once a change since the last call has compiled without an error. */
	nextBuild(): Promise<void>;
	close(): void;
}

/** Compiles the sources into a folder now and after each change. Prints what the compiler finds. */
export function watchSources(outDir: string): Watch {
	// The package was installed from these very sources: the first build changes nothing.
	let builds = -1;
	let taken = 0;
	let wake = (): void => {};
	const host = ts.createWatchCompilerHost(
		join(ROOT, 'tsconfig.json'),
		{ outDir, noEmitOnError: true, preserveWatchOutput: true },
		ts.sys,
		ts.createEmitAndSemanticDiagnosticsBuilderProgram,
		(finding) => console.error(ts.formatDiagnostic(finding, FORMAT)),
		(_status, _newLine, _options, errorCount) => {
			if (errorCount !== 0) return;
			builds += 1;
			wake();
		},
	);
	const program = ts.createWatchProgram(host);
	return {
		nextBuild: async () => {
			while (builds <= taken) await new Promise<void>((resolve) => (wake = resolve));
			taken = builds;
		},
		close: () => program.close(),
	};
}

const FORMAT: ts.FormatDiagnosticsHost = {
	getCanonicalFileName: (name) => name,
	getCurrentDirectory: () => ROOT,
	getNewLine: () => '\n',
};
