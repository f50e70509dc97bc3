const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** The symbols under which jest and jest-circus keep their state. */
const OF_JEST = /jest|EVENT_HANDLERS|RETRY|TEST_TIMEOUT/i;

/**
 * A jest environment. Runs a test file in Node's own realm. With runtime.cjs, packages are loaded once for all files of a worker, where
 * jest alone would load n8n's 2,000 modules again for each. A file with `@jest-environment node` in its first comment
 * has everything to itself.
 */
class SharedEnvironment {
	/** Tells runtime.cjs that there is no other realm. */
	sharesRealm = true;

	// Node's types don't know jest's globals.
	global = /** @type {import('@jest/environment').JestEnvironment['global']} */ (globalThis);

	moduleMocker = new ModuleMocker(globalThis);

	fakeTimers = null;

	#before = Object.getOwnPropertyDescriptors(globalThis);

	#exit = process.exit;

	#env = { ...process.env };

	#isOpen = true;

	/** @param {import('@jest/environment').JestEnvironmentConfig} configs */
	constructor({ projectConfig: config }) {
		// Not globalThis itself, for which the functions of Node's module `timers` would be faked too. Without Intl, whose
		// fake makes luxon, and so each of n8n's expressions, slower, and matters only to a format of no given date.
		const global = new Proxy(globalThis, {
			get: (target, name) => (name === 'Intl' ? undefined : Reflect.get(target, name)),
		});
		this.fakeTimersModern = new ModernFakeTimers({ config, global });
	}

	async setup() {}

	/** Undoes what jest and the file have changed. What packages added when they were loaded stays. */
	async teardown() {
		this.fakeTimersModern.dispose();
		for (const key of Reflect.ownKeys(globalThis)) {
			/** @type {PropertyDescriptor | undefined} */
			const was = Reflect.get(this.#before, key);
			if (was === undefined) {
				if (OF_JEST.test(String(key))) Reflect.deleteProperty(globalThis, key);
			} else if (was.configurable && 'value' in was && was.value !== Reflect.get(globalThis, key)) {
				Object.defineProperty(globalThis, key, was);
			}
		}
		process.exit = this.#exit;
		for (const name of Object.keys(process.env)) {
			if (!(name in this.#env)) delete process.env[name];
		}
		Object.assign(process.env, this.#env);
		this.#isOpen = false;
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	/** Jest only asks whether there still is one. */
	getVmContext() {
		return this.#isOpen ? globalThis : null;
	}
}

module.exports = SharedEnvironment;
