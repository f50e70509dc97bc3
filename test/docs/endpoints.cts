import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Endpoint } from './nodeReference.cjs';

const TABLE = join(__dirname, '../../docs/operations.md');

/**
 * Returns the requests of a node's operations. docs/operations.md has its own test.
 *
 * @param node as n8n shows it: `Appcues Flow`
 */
export function endpoints(node: string): (operation: string) => Endpoint {
	const rows = readFileSync(TABLE, 'utf8')
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim()))
		.filter(([, of]) => of === node);
	return (operation) => {
		const [, , , asks, done] = rows.find(([, , name]) => name === operation) ?? [];
		if (asks === undefined || done === undefined) {
			throw new Error(`docs/operations.md does not know ${operation} of ${node}`);
		}
		return { asks: asks.replaceAll('`', ''), done };
	};
}
