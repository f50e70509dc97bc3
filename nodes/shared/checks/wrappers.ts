/**
 * Returns the value that an object means: MongoDB's `{ $oid: '…' }`, a number of 64 bits as `{ low, high, unsigned }`,
 * Airtable's `{ specialValue: 'NaN' }`, and objects that know how they are written as JSON. Any other object is returned as it is.
 */
export function unwrapped(value: object): unknown {
	if (value instanceof Date || Array.isArray(value) || isBytes(value) || 'toISO' in value) {
		return value;
	}
	if (isInt64(value)) return int64(value);
	if ('toJSON' in value && typeof value.toJSON === 'function') return asJson(value, value.toJSON);
	return onlyEntry(value);
}

/** Whether it is a file or other bytes, also as n8n stores them: `{ type: 'Buffer', data: […] }`. */
export function isBytes(value: object): boolean {
	if (ArrayBuffer.isView(value) || '$binary' in value) return true;
	return 'data' in value && 'type' in value && value.type === 'Buffer' && Array.isArray(value.data);
}

/** What can't be written is left as it is: flattening says so. */
function asJson(value: object, toJSON: { call(self: object): unknown }): unknown {
	try {
		const json = toJSON.call(value);
		if (json === null) return 'Invalid Date';
		return typeof json === 'object' && json !== value ? onlyEntry(json) : json;
	} catch {
		return value;
	}
}

function onlyEntry(value: object): unknown {
	const [entry, second] = Object.entries(value);
	return entry && !second ? standsFor(entry[0], entry[1], value) : value;
}

function standsFor(key: string, inner: unknown, value: object): unknown {
	if (key === '$date') return dateOf(inner) ?? value;
	if (typeof inner !== 'string') return value;
	if (key === '$oid' || key === '$uuid') return inner;
	if (/^\$number(?:Int|Long|Double|Decimal)$/.test(key)) return numberOf(inner);
	if (key === 'specialValue') return numberOf(inner);
	// Airtable's, for a formula that failed.
	return key === 'error' && /^#[A-Z\d/]+[!?]?$/.test(inner) ? inner : value;
}

/** What can't be kept exactly stays a string. */
function numberOf(text: string): number | string {
	const number = Number(text);
	return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
}

/** ISO text, or milliseconds as a number, which may be wrapped too. */
function dateOf(inner: unknown): string | undefined {
	const plain = typeof inner === 'object' && inner !== null ? onlyEntry(inner) : inner;
	if (typeof plain === 'string') return plain;
	const date = new Date(typeof plain === 'number' ? plain : Number.NaN);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

interface Int64 {
	low: number;
	high: number;
	unsigned: boolean;
}

/** As MongoDB, Firebase and others give numbers beyond 2^53. */
function isInt64(value: object): value is Int64 {
	return (
		'low' in value &&
		'high' in value &&
		'unsigned' in value &&
		typeof value.unsigned === 'boolean' &&
		Number.isInteger(value.low) &&
		Number.isInteger(value.high) &&
		Object.keys(value).length === 3
	);
}

function int64({ low, high, unsigned }: Int64): number | string {
	const bits = (BigInt(high) << 32n) + BigInt(low >>> 0);
	return numberOf(String(unsigned ? BigInt.asUintN(64, bits) : BigInt.asIntN(64, bits)));
}
