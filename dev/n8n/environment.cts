import { delimiter, dirname } from 'node:path';

/** What an n8n has to itself. */
export interface Instance {
	/** n8n keeps everything in its subfolder `.n8n`. */
	userFolder: string;
	port: number;
	/** Where its task runners meet it; two instances must not share one. */
	brokerPort: number;
	/** The program n8n runs with. */
	nodePath: string;
	/** What goes before all others, such as another database. */
	settings?: Record<string, string>;
}

// Nothing of these may come from the shell this is started in: another n8n's or npm's settings.
const FOREIGN = /^(N8N_|DB_|NODE_|npm_|EXECUTIONS_|QUEUE_|WEBHOOK_|GENERIC_TIMEZONE)/i;
const OURS = /^NODE_EXTRA_CA_CERTS$/;

const OFF = [
	'N8N_DIAGNOSTICS_ENABLED',
	'N8N_VERSION_NOTIFICATIONS_ENABLED',
	'N8N_TEMPLATES_ENABLED',
	'N8N_HIRING_BANNER_ENABLED',
	'N8N_PERSONALIZATION_ENABLED',
	// Over plain http on this machine, a browser would not send a secure cookie.
	'N8N_SECURE_COOKIE',
	'N8N_VERIFIED_PACKAGES_ENABLED',
	'N8N_LICENSE_AUTO_RENEW_ENABLED',
];

/** The environment for a local n8n that sends nothing home and reads nobody else's settings. */
export function environment(instance: Instance): NodeJS.ProcessEnv {
	const { userFolder, port, brokerPort, nodePath, settings } = instance;
	const local = ['127.0.0.1', 'localhost', process.env.NO_PROXY].filter(Boolean).join(',');
	return {
		...inherited(),
		...Object.fromEntries(OFF.map((name) => [name, 'false'])),
		// n8n calls its task runners by the bare name `node`.
		PATH: [dirname(nodePath), process.env.PATH].join(delimiter),
		NO_PROXY: local,
		no_proxy: local,
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		// Guards made-up keys only; constant, so that a kept user folder can be read again.
		N8N_ENCRYPTION_KEY: 'local-n8n-with-made-up-keys',
		DB_TYPE: 'sqlite',
		...settings,
	};
}

function inherited(): NodeJS.ProcessEnv {
	const entries = Object.entries(process.env);
	return Object.fromEntries(entries.filter(([name]) => !FOREIGN.test(name) || OURS.test(name)));
}
