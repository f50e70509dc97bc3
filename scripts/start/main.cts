import { join } from 'node:path';

import { ensureBuild } from '../../dev/setup/ensureBuild.cjs';
import { step } from '../../dev/setup/progress.cjs';
import { startFakeAppcues } from '../../dev/fake-appcues/index.cjs';
import { installN8n } from '../../dev/setup/n8n/installN8n.cjs';
import { installPackage, packageFolder } from '../../dev/n8n/installPackage.cjs';
import { LOCAL } from '../../dev/n8n/paths.cjs';
import { launchN8n, N8nEnded, type RunningN8n } from '../../dev/n8n/startN8n.cjs';
import { checkPorts } from './checkPorts.cjs';
import { LOGIN } from './login.cjs';
import { readOptions, USAGE, type StartOptions } from './options.cjs';
import { describeAddresses, describeRun } from './report.cjs';
import { runExample } from './runExample.cjs';
import { setUpWorkflows } from './setUpWorkflows.cjs';
import { openUserFolder } from './userFolder.cjs';
import { verify } from './verify.cjs';
import { type Watch, watchSources } from './watchSources.cjs';
import { stopSignal } from './stopSignal.cjs';

type CleanUp = () => Promise<void> | void;

/**
 * Runs `npm start`: a real n8n with this package, a fake Appcues, and one run of the example workflow. Ends the
 * process: with --once after the run, otherwise on a stop signal.
 */
export async function main(args: string[]): Promise<void> {
	const options = await readOptions(args);
	if (options.help) return console.log(USAGE);
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
	await checkPorts(options);
	// Usually launch.cjs has started this.
	const n8nInstalled = installN8n();
	await ensureBuild();
	const folder = await openUserFolder(options);
	cleanUps.push(folder.dispose);
	await step('Packed and installed as n8n does', async (say) =>
		say(await installPackage(folder.path)),
	);
	const fake = await startFakeAppcues({ port: options.fakePort ?? 0, jobDuration: 2000 });
	cleanUps.push(() => fake.close());
	await n8nInstalled;
	const logFile = join(LOCAL, options.once ? 'n8n-once.log' : 'n8n.log');
	const launch = async () =>
		await launchN8n({ userFolder: folder.path, logFile, port: options.port });
	let server = await launch();
	cleanUps.push(async () => await server.stop());
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
	const watch = options.watch
		? watchSources(join(await packageFolder(folder.path), 'dist'))
		: undefined;
	if (watch) {
		cleanUps.push(watch.close);
		console.log('Watching the sources: after each change, n8n restarts. Then reload the editor.\n');
	}
	while (await isChanged(server, watch)) {
		await step('n8n restarted', async () => {
			await server.stop();
			server = await launch();
			await server.ready();
		});
	}
	throw new N8nEnded(`n8n has ended. Its last words are in ${logFile}`);
}

/** Waits for a change of the sources. @returns false when n8n ends instead */
async function isChanged(server: RunningN8n, watch: Watch | undefined): Promise<boolean> {
	const ended = server.ended.then(() => false);
	return await Promise.race([ended, ...(watch ? [watch.nextBuild().then(() => true)] : [])]);
}
