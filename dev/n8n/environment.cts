import { delimiter, dirname } from 'node:path';

/** What one n8n doesn't share with others. */
export interface Instance {
	/** n8n keeps everything in its `.n8n` subfolder. */
	userFolder: string;
	port: number;
	/** The port where its task runners connect. Two instances must not share one. */
	brokerPort: number;
	/** The Node program that n8n runs with. */
	nodePath: string;
	/** Overrides all other settings, for example with another database. */
	settings?: Record<string, string>;
}

// Settings that must not come from the shell: those of another n8n or of npm.
const FOREIGN = /^(N8N_|DB_|NODE_|npm_|EXECUTIONS_|QUEUE_|WEBHOOK_|GENERIC_TIMEZONE)/i;
const OURS = /^NODE_EXTRA_CA_CERTS$/;

const OFF = [
	'N8N_DIAGNOSTICS_ENABLED',
	'N8N_VERSION_NOTIFICATIONS_ENABLED',
	'N8N_TEMPLATES_ENABLED',
	'N8N_HIRING_BANNER_ENABLED',
	'N8N_PERSONALIZATION_ENABLED',
	// With plain http on this machine, a browser would not send a secure cookie.
	'N8N_SECURE_COOKIE',
	'N8N_VERIFIED_PACKAGES_ENABLED',
	'N8N_LICENSE_AUTO_RENEW_ENABLED',
];

/** Returns the environment for a local n8n that sends no telemetry and reads no other settings. */
export function environment(instance: Instance): NodeJS.ProcessEnv {
	const { userFolder, port, brokerPort, nodePath, settings } = instance;
	const local = ['127.0.0.1', 'localhost', process.env.NO_PROXY].filter(Boolean).join(',');
	return {
		...inherited(),
		...Object.fromEntries(OFF.map((name) => [name, 'false'])),
		// n8n starts its task runners as plain `node`.
		PATH: [dirname(nodePath), process.env.PATH].join(delimiter),
		NO_PROXY: local,
		no_proxy: local,
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		// Only protects made-up keys. It is constant so that a kept user folder can be read again.
		N8N_ENCRYPTION_KEY: 'local-n8n-with-made-up-keys',
		DB_TYPE: 'sqlite',
		...settings,
	};
}

function inherited(): NodeJS.ProcessEnv {
	const entries = Object.entries(process.env);
	return Object.fromEntries(entries.filter(([name]) => !FOREIGN.test(name) || OURS.test(name)));
}
