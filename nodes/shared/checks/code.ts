/** A value as a program's source has it: `ObjectId('…')` of MongoDB, `Timestamp('…')` and `np.float64(1.5)` of Python. */
const CALL =
	/^(?:ObjectId|ISODate|Number(?:Long|Int|Decimal)|UUID|Timestamp|Decimal(?:128)?|Int64|datetime\.\w+|np\.\w+|new Date)\(.*\)$/s;

/** `="00123"`, with which exports keep Excel from reading a number, and formulas. */
const FORMULA = /^=(?:"[^"]*"|[A-Z][A-Z.]*\(.*\))$/s;

/** What a template has where a value belongs: `{{ name }}`, `${name}`, `*|NAME|*`. */
const TEMPLATE = /^(?:=?\{\{.*\}\}|\$\{[^{}]*\}|\*\|[\w:]+\|\*)$/s;

/** Python's bytes: `b'user-7'`. */
const BYTES = /^b(['"]).*\1$/s;

/** What they end with. Nearly every string can be passed by its last character. */
export const LAST_OF_CODE = `)"'}*`;

const IS_LAST = Uint8Array.from({ length: 256 }, (_, code) =>
	LAST_OF_CODE.includes(String.fromCharCode(code)) ? 1 : 0,
);

/** Whether a whole string is code, a formula or a template, where a program should have written a value. */
export function isCode(text: string): boolean {
	if (IS_LAST[text.charCodeAt(text.length - 1)] !== 1) return false;
	return CALL.test(text) || FORMULA.test(text) || TEMPLATE.test(text) || BYTES.test(text);
}

/** What AI models put around JSON and lists. */
const FENCE = /^\s*```\w*\s*\n([\s\S]*?)\n?\s*```\s*$/;

/** Returns a text without the code fence around it, if it has one. */
export function withoutFence(text: string): string {
	return text.includes('```') ? (FENCE.exec(text)?.[1] ?? text) : text;
}
