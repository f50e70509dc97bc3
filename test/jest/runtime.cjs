const { createRequire, isBuiltin } = require('node:module');
const { join, sep } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/**
 * For environment.cjs: runs our own modules in Node's own realm, new for each test file as usual, and has Node load the
 * packages.
 */
class SharedRuntime extends Runtime {
	/** @param {ConstructorParameters<typeof Runtime>} options */
	constructor(...options) {
		super(...options);
		const [config, environment] = options;
		this.shares = 'sharesRealm' in environment;
		if (!this.shares) return;
		const { executor, _resolution } = /** @type {Internals} */ (/** @type {unknown} */ (this));
		this.resolution = _resolution;
		executor.compile = (source, filename) =>
			environment.getVmContext() &&
			compileFunction(source, executor.injectedModuleParameters, { filename });
		forget(join(config.rootDir, 'dist') + sep);
	}

	/** @type {Runtime['requireModule']} */
	requireModule(from, moduleName, options, isRequireActual) {
		if (this.shares && moduleName !== undefined && !options?.isInternalModule) {
			const path = this.packageFile(from, moduleName);
			if (path !== undefined) return createRequire(from)(path);
		}
		return super.requireModule(from, moduleName, options, isRequireActual);
	}

	/**
	 * Returns the file of a package, and undefined for Node's modules and our own.
	 *
	 * @param {string} from
	 * @param {string} moduleName
	 */
	packageFile(from, moduleName) {
		if (moduleName.startsWith('.') || isBuiltin(moduleName)) return undefined;
		const mapped = this.resolution?.resolveCjsStub(from, moduleName);
		const path = mapped || this.resolution?.resolveCjs(from, moduleName);
		return path?.includes(`${sep}node_modules${sep}`) ? path : undefined;
	}
}

/**
 * What jest-runtime doesn't publish. It has no other way to choose the realm.
 *
 * @typedef {object} Internals
 * @property {{ injectedModuleParameters: string[], compile: (source: string, filename: string) => object | null }} executor
 * @property {Record<'resolveCjs' | 'resolveCjsStub', (from: string, moduleName: string) => string>} _resolution
 */

/**
 * Makes Node load the modules of a folder again: the nodes in dist keep what they know for as long as they live.
 *
 * @param {string} folder
 */
function forget(folder) {
	for (const path of Object.keys(require.cache)) {
		if (path.startsWith(folder)) delete require.cache[path];
	}
}

module.exports = { __esModule: true, default: SharedRuntime };
