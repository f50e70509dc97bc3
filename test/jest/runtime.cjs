const { createRequire } = require('node:module');
const { join, sep } = require('node:path');
const vm = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** For environment.cjs: runs our own modules in node's own realm, and lets node load packages. */
class SharedRuntime extends Runtime {
	constructor(config, environment, ...rest) {
		super(config, environment, ...rest);
		this.shares = environment.sharesRealm === true;
		if (!this.shares) return;
		const parameters = this.executor.injectedModuleParameters;
		this.executor.compile = (source, filename) =>
			environment.getVmContext() && vm.compileFunction(source, parameters, { filename });
		forget(join(config.rootDir, 'dist') + sep);
	}

	requireModule(from, moduleName, options, isRequireActual) {
		if (this.shares && moduleName !== undefined && !options?.isInternalModule) {
			const path = this.packageFile(from, moduleName);
			if (path !== undefined) return createRequire(from)(path);
		}
		return super.requireModule(from, moduleName, options, isRequireActual);
	}

	/** Returns the file of a package, and undefined for one of our own modules. */
	packageFile(from, moduleName) {
		if (moduleName.startsWith('.') || this._resolution.isCoreModule(moduleName)) return undefined;
		const path = this._resolution.resolveCjs(from, moduleName);
		return path.includes(`${sep}node_modules${sep}`) ? path : undefined;
	}
}

/** Makes node load the files in a folder again, because the nodes in it keep what is theirs as long as they live. */
function forget(folder) {
	for (const path of Object.keys(require.cache)) {
		if (path.startsWith(folder)) delete require.cache[path];
	}
}

module.exports = { __esModule: true, default: SharedRuntime };
