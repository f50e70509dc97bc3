const base = require('../../jest.config.js');

// dev/setup/n8n/n8nVersion.cjs lists the versions. The global setup and dev/n8n/sharedN8n.cts read the variable.
process.env.APPCUES_E2E_N8N = '2.8.4';
const HOST = '<rootDir>/.n8n-local/host-2.8.4/node_modules';

/** The tests with an older n8n: `npm run test:compat`. */
/** @type {import('jest').Config} */
module.exports = {
	...base,
	displayName: 'compat',
	globalSetup: '<rootDir>/test/e2e/globalSetup.cjs',
	globalTeardown: '<rootDir>/test/e2e/globalTeardown.cjs',
	// Those that tell most about n8n. All of test/e2e: APPCUES_E2E_N8N=2.8.4 npm run test:e2e
	testMatch: [
		'<rootDir>/test/compat/**/*.test.cts',
		'<rootDir>/test/e2e/{credential,crmExample,eventTrigger,examplesOn*,trigger}.test.cts',
		'<rootDir>/test/nodes/{importFaults,segment,segmentCancel,strangeServers}.test.cts',
	],
	testPathIgnorePatterns: ['/node_modules/'],
	// That engine leaves a timer behind, which would keep jest running.
	forceExit: true,
	// The engine's tests run in that n8n's engine, and the nodes with its n8n-workflow: only jest can map their imports.
	testEnvironment: 'node',
	moduleNameMapper: { '^(n8n-core|n8n-workflow|@n8n/di)$': `${HOST}/$1`, ...base.moduleNameMapper },
};
