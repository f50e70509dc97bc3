const { join, resolve } = require('node:path');

/** The folder of package.json. */
const ROOT = resolve(__dirname, '../..');

/** What the tools keep between runs; git ignores it. */
const LOCAL = join(ROOT, '.n8n-local');

module.exports = { ROOT, LOCAL };
