import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';

import { LOCAL, ROOT } from '../../dev/n8n/paths.cjs';

const execute = promisify(execFile);
const MODULE = 'node_modules/n8n-workflow';

/**
 * Downloads a version of n8n-workflow, unless it exists.
 *
 * @returns the folder whose node_modules has it
 */
export async function withWorkflowVersion(version: string): Promise<string> {
	const folder = join(LOCAL, 'n8n-workflow', version);
	if (existsSync(join(folder, MODULE, 'package.json'))) return folder;
	mkdirSync(folder, { recursive: true });
	// Marks the folder as an npm package. Otherwise npm would search the parent folders and find ours.
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
	const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
	await execute('npm', ['install', ...flags, `n8n-workflow@${version}`], { cwd: folder });
	return folder;
}

/** Returns what the compiler finds in this package with the n8n-workflow of the folder, a line each. */
export function typeErrors(folder: string): string[] {
	const file = join(ROOT, 'tsconfig.json');
	const { config } = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as { config: object };
	const options = { noEmit: true, paths: { 'n8n-workflow': [join(folder, MODULE)] } };
	const parsed = ts.parseJsonConfigFileContent(config, ts.sys, ROOT, options, file);
	const program = ts.createProgram(parsed.fileNames, parsed.options);
	return ts
		.getPreEmitDiagnostics(program)
		.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

/** Instantiates each node and credential. Reads `package.json` and `dist` of the current folder. */
const LOAD = `
	const { n8n } = require('./package.json');
	const classes = [...n8n.nodes, ...n8n.credentials].flatMap((file) => Object.values(require('./' + file)));
	console.log(classes.map((Each) => new Each()).length);
`;

/**
 * Loads the built package with the n8n-workflow of the folder.
 *
 * @returns how many nodes and credentials there are
 * @throws with Node's message when one of them can't be loaded
 */
export async function load(folder: string): Promise<number> {
	const target = join(folder, 'package');
	rmSync(target, { recursive: true, force: true });
	cpSync(join(ROOT, 'dist'), join(target, 'dist'), { recursive: true });
	writeFileSync(join(target, 'package.json'), readFileSync(join(ROOT, 'package.json')));
	const { stdout } = await execute(process.execPath, ['-e', LOAD], { cwd: target });
	return Number(stdout);
}
