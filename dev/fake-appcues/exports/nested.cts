import type { Settings } from '../model/settings.cjs';

/** Returns a value as JSON files and rows show it: as an object or as JSON text. */
export function nested(value: unknown, nestedAs: Settings['nestedAs']): unknown {
	const isNested = typeof value === 'object' && value !== null;
	return isNested && nestedAs === 'text' ? JSON.stringify(value) : value;
}
