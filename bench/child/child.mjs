// Usage: node [--expose-gc] child.mjs N8N_FOLDER JSON
// Runs one measurement in its own process with the n8n installed in N8N_FOLDER, using that n8n's Node. Prints
// the result as its last line.
import Module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { register } from 'tsx/cjs/api';

const [, , host, spec] = process.argv;
const fromHost = createRequire(join(host, 'package.json'));

// Our files and nodes get n8n's copies of these modules, as community packages do in n8n's server.
const SHARED = /^(n8n-core|n8n-workflow|n8n-nodes-base|@n8n\/di|reflect-metadata|axios)(\/|$)/;
const asHost = Object.assign(new Module(host), { paths: Module._nodeModulePaths(host) });
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, parent, ...others) => {
	const isHosts = parent?.filename?.startsWith(host) ?? false;
	return resolve.call(
		Module,
		request,
		SHARED.test(request) && !isHosts ? asHost : parent,
		...others,
	);
};

// Loaded by plain Node, as the server does. tsx is only for our own files.
for (const name of ['reflect-metadata', 'n8n-core', 'n8n-workflow', 'axios']) fromHost(name);
const unregister = register();
const { measure } = createRequire(import.meta.url)('./measure.cts');
unregister();

const found = await measure(JSON.parse(spec));
process.stdout.write(`\n${JSON.stringify(found)}\n`, () => process.exit(0));
