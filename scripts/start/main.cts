import { join } from 'node:path';

import { startFakeAppcues } from '../../dev/fake-appcues/index.cjs';
import { installN8n } from '../../dev/n8n/installN8n.cjs';
import { installPackage } from '../../dev/n8n/installPackage.cjs';
import { LOCAL } from '../../dev/n8n/paths.cjs';
import { launchN8n, N8nEnded } from '../../dev/n8n/startN8n.cjs';
import { checkPorts } from './checkPorts.cjs';
import { LOGIN } from './login.cjs';
import { readOptions, USAGE, type StartOptions } from './options.cjs';
import { describeAddresses, describeRun } from './report.cjs';
import { runExample } from './runExample.cjs';
import { setUpWorkflows } from './setUpWorkflows.cjs';
import { openUserFolder } from './userFolder.cjs';
import { verify } from './verify.cjs';
import { stopSignal } from './stopSignal.cjs';

type CleanUp = () => Promise<void> | void;

/**
 * Runs `npm start`: a real n8n with this package, a fake Appcues, and one run of the example workflow. Ends the
 * process: with --once after the run, otherwise on a stop signal.
 */
export async function main(args: string[]): Promise<void> {
	const options = await readOptions(args);
	if (options.help) return console.log(USAGE);
	const { step } = await import('../../dev/setup/progress.mjs');
	const cleanUps: CleanUp[] = [];
	let status = 1;
	try {
		status = await Promise.race([stopSignal(), demo(options, cleanUps)]);
	} finally {
		if (cleanUps.length > 0) await step('Stopped', async () => await runAll(cleanUps.reverse()));
	}
	process.exit(status);
}

/** Runs them one after the other: last opened, first closed. */
async function runAll(cleanUps: CleanUp[]): Promise<void> {
	for (const cleanUp of cleanUps) await cleanUp();
}

/**
 * Runs the demo.
 *
 * @returns the exit status, with --once
 * @throws {N8nEnded} without --once, when n8n ends
 */
async function demo(options: StartOptions, cleanUps: CleanUp[]): Promise<number> {
	const { step } = await import('../../dev/setup/progress.mjs');
	await checkPorts(options);
	await installN8n();
	const folder = await openUserFolder(options);
	cleanUps.push(folder.dispose);
	await step('Packed and installed as n8n does', async (say) =>
		say(await installPackage(folder.path)),
	);
	const fake = await startFakeAppcues({ port: options.fakePort ?? 0, jobDuration: 2000 });
	cleanUps.push(() => fake.close());
	const logFile = join(LOCAL, options.once ? 'n8n-once.log' : 'n8n.log');
	const server = await launchN8n({ userFolder: folder.path, logFile, port: options.port });
	cleanUps.push(server.stop);
	await step('n8n started', server.ready);
	const { crm, others } = await step(
		'Workflows',
		async () => await setUpWorkflows(server.url, fake.url),
	);
	const run = await step('Example run', async () => await runExample(server.url, fake));
	const wrong = verify(run, fake);
	console.log(`\n${describeRun(crm.name, run, wrong)}\n`);
	if (options.once) return wrong.length === 0 ? 0 : 1;
	const where = { n8nUrl: server.url, fakeUrl: fake.url, login: LOGIN };
	console.log(`${describeAddresses(where, crm, others)}\n`);
	await server.ended;
	throw new N8nEnded(`n8n has ended. See the last lines of ${logFile}`);
}
