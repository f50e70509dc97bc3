// ESLint for what n8n's strict configuration (eslint.config.mjs) can't see: which folder may import which, and
// type-checked rules for all code, the development code included.
import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import { readdirSync } from 'node:fs';
import tseslint from 'typescript-eslint';

const nodes = readdirSync('nodes').filter((name) => name.startsWith('Appcues'));

/** The layers of nodes/shared, lowest first: an import only points down. */
const LAYERS = [
	'util',
	'checks',
	'api',
	'api/endpoints',
	'jobs',
	'operation',
	'fields',
	'events',
	'exports',
	'users',
];

/** The folders of dev, each with those of dev it may import. */
const DEV = {
	setup: [],
	'fake-appcues': ['setup'],
	engine: ['setup'],
	n8n: ['setup', 'fake-appcues'],
};

/** The folders of dev/fake-appcues, each with those, and the files above them, that it must not import. */
const FAKE = {
	model: ['http', 'operations', 'page', 'imports', 'analytics', 'state.cts', 'index.cts'],
	exports: ['http', 'operations', 'page', 'state.cts', 'index.cts'],
	imports: ['http', 'operations', 'page', 'state.cts', 'index.cts'],
	analytics: ['http', 'operations', 'page', 'state.cts', 'index.cts'],
	operations: ['http', 'page', 'state.cts', 'index.cts'],
	http: ['index.cts'],
	page: ['index.cts'],
	'state.cts': ['http', 'operations', 'page', 'imports', 'analytics', 'index.cts'],
};

/**
 * One rule about imports: files in `target` must not import from `from`, apart from `except` (paths inside `from`).
 * The plugin takes `except` only with one `from`.
 */
const forbid = (target, from, message, except = []) =>
	[from].flat().map((each) => ({ target, from: each, except, message }));

const layerRules = LAYERS.flatMap((layer, index) => {
	const message = `nodes/shared/${layer} must not import a higher layer (docs/architecture.md).`;
	// nodes/shared/api must not import its own subfolder, which is the next layer.
	const target = layer === 'api' ? './nodes/shared/api/*.ts' : `./nodes/shared/${layer}`;
	const above = LAYERS.slice(index + 1).map((name) => `./nodes/shared/${name}`);
	return [...forbid(target, above, message), ...forbid(target, './nodes', message, ['./shared'])];
});

const nodeRules = nodes.flatMap((node) =>
	forbid(`./nodes/${node}`, './nodes', 'A node must not import another node.', [
		`./${node}`,
		'./shared',
	]),
);

const devRules = Object.entries(DEV).flatMap(([folder, allowed]) =>
	forbid(
		`./dev/${folder}`,
		'./dev',
		`dev/${folder} imports ${allowed.join(' and ') || 'no other folder'} of dev only.`,
		[`./${folder}`, './elements.cts', ...allowed.map((name) => `./${name}`)],
	),
);

const fakeRules = Object.entries(FAKE).flatMap(([folder, above]) =>
	forbid(
		`./dev/fake-appcues/${folder}`,
		above.map((name) => `./dev/fake-appcues/${name}`),
		`dev/fake-appcues/${folder} must not import ${above.join(', ')}.`,
	),
);

const zones = [
	...layerRules,
	...nodeRules,
	...forbid(
		['./nodes', './credentials'],
		['./dev', './test', './scripts', './bench'],
		'Published code must not import development code.',
	),
	...devRules,
	...fakeRules,
	...forbid(
		'./dev',
		['./test', './scripts', './bench'],
		'dev holds libraries: it imports none of its users.',
	),
	...forbid('./scripts', ['./test', './bench'], 'scripts must not import test or bench.'),
	...forbid('./bench', ['./test', './scripts'], 'bench must not import test or scripts.'),
];

export default tseslint.config(
	{ ignores: ['dist', '.n8n-local', 'coverage', '**/*.mjs', '*.js', '**/jest.config.js'] },
	{
		files: ['**/*.ts', '**/*.cts', '**/*.cjs'],
		extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
		plugins: { 'import-x': importX },
		settings: {
			'import-x/resolver-next': [
				createTypeScriptImportResolver({ project: 'tsconfig.tools.json' }),
			],
			'import-x/extensions': ['.ts', '.cts', '.cjs', '.js'],
			'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.cts'] },
		},
		languageOptions: {
			parserOptions: { project: 'tsconfig.tools.json', tsconfigRootDir: import.meta.dirname },
		},
		linterOptions: { reportUnusedDisableDirectives: 'off' },
		rules: {
			'import-x/no-cycle': ['error', { ignoreExternal: true }],
			'import-x/no-restricted-paths': ['error', { zones }],
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ disallowTypeAnnotations: false, fixStyle: 'inline-type-imports' },
			],
			'@typescript-eslint/no-import-type-side-effects': 'error',
			'@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
			],
			// Interfaces here, and n8n's, declare plain functions as methods: `const { save } = context` is safe.
			'@typescript-eslint/unbound-method': 'off',
			// A function that an interface expects to be async may have nothing to wait for.
			'@typescript-eslint/require-await': 'off',
			// String(value) of unknown JSON is deliberate: it ends up in a message.
			'@typescript-eslint/no-base-to-string': 'off',
			// It also asks for type arguments where n8n's generic functions are called with `as`, as n8n itself does.
			'@typescript-eslint/no-unnecessary-type-assertion': 'off',
			// A declared type, as in `const [field]: unknown[] = entry`, is how an `any` ends here.
			'@typescript-eslint/no-unsafe-assignment': 'off',
		},
	},
	{
		files: ['test/**', 'examples/**'],
		rules: {
			// Tests read JSON by expectation: a wrong shape fails the test.
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
			// Some test exactly these.
			'no-control-regex': 'off',
			'no-loss-of-precision': 'off',
		},
	},
	{
		files: ['nodes/*/operations/*.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				...[
					'ExportNamedDeclaration > :not(VariableDeclaration).declaration',
					'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator > .init:not([callee.name=/^(perItem|wholeBatch|importOperation)$/])',
				].map((selector) => ({
					selector,
					message: 'An operations folder holds only operations: move other exports out of it.',
				})),
			],
		},
	},
	{
		// The bench's child loads parts of the installed n8n by name.
		files: ['**/*.cjs', 'bench/child/nodeTypes.cts'],
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
);
