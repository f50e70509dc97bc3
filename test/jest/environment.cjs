const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** The symbols under which jest and jest-circus keep their state. */
const OF_JEST = /jest|EVENT_HANDLERS|RETRY|TEST_TIMEOUT/i;

/**
 * Runs a file of tests in node's own realm, with runtime.cjs: packages are loaded once for all files of a worker, where
 * jest would load n8n's 2,000 modules again for each. `@jest-environment node` at the top of a file gives it
 * everything of its own.
 */
class SharedEnvironment {
	global = globalThis;

	/** Tells runtime.cjs that there is no other realm. */
	sharesRealm = true;

	moduleMocker = new ModuleMocker(globalThis);

	fakeTimersModern;

	#globals = Object.getOwnPropertyDescriptors(globalThis);

	#exit = process.exit;

	#env = { ...process.env };

	#open = true;

	constructor({ projectConfig: config }) {
		// For globalThis itself, the functions of node's module `timers` would be faked as well.
		this.fakeTimersModern = new ModernFakeTimers({ config, global: new Proxy(globalThis, {}) });
	}

	async setup() {}

	/** Undoes what the file and jest have changed, but leaves what packages have added when they were loaded. */
	async teardown() {
		this.fakeTimersModern.dispose();
		for (const key of Reflect.ownKeys(globalThis)) {
			const before = this.#globals[key];
			if (before) {
				if (before.configurable && 'value' in before && before.value !== globalThis[key]) {
					Object.defineProperty(globalThis, key, before);
				}
			} else if (OF_JEST.test(String(key))) Reflect.deleteProperty(globalThis, key);
		}
		process.exit = this.#exit;
		for (const name of Object.keys(process.env)) {
			if (!(name in this.#env)) delete process.env[name];
		}
		Object.assign(process.env, this.#env);
		this.#open = false;
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	/** Jest only asks whether there still is one. */
	getVmContext() {
		return this.#open ? globalThis : null;
	}
}

module.exports = SharedEnvironment;
