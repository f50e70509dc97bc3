import { isCode } from './code';

/** What JavaScript makes of an object, also at the end of a text: `Ada, [object Object]`. */
const OBJECT = '[object Object]';

/**
 * Strings that JavaScript, n8n, databases and spreadsheets write in place of a value that is missing or went wrong. No
 * entry is a word that people use: "None" may be a plan, "Null" a family name.
 */
const MISTAKES = new Set([
	OBJECT,
	'[object Undefined]',
	'[object Null]',
	'[object Promise]',
	'[Object: null prototype] {}',
	'[Array]',
	'[Object]',
	'[Function]',
	'[Circular]',
	'[Circular Reference]',
	'Invalid Date',
	'Invalid DateTime',
	'Invalid date',
	'Invalid Duration',
	'Invalid Interval',
	'NaN',
	'NaT',
	'nan',
	'inf',
	'-inf',
	'Infinity',
	'-Infinity',
	'undefined',
	'undefined undefined',
	'null',
	'null null',
	'NULL',
	'(null)',
	'<NA>',
	'\\N',
	'#N/A',
	'#REF!',
	'#VALUE!',
	'#DIV/0!',
	'#NAME?',
	'#NULL!',
	'#NUM!',
	'#ERROR!',
	'#SPILL!',
	'#CALC!',
	'#FIELD!',
	'#BLOCKED!',
	'#CONNECT!',
	'#BUSY!',
	'#UNKNOWN!',
	'#GETTING_DATA',
	// The same in German, French, Spanish, Italian, Portuguese and Dutch.
	...`#NV #BEZUG! #WERT! #ZAHL! #ÜBERLAUF! #VALEUR! #NOM? #NOMBRE! #NUL! #¡REF! #¡VALOR!`.split(
		' ',
	),
	...`#¿NOMBRE? #N/D #¡NUM! #¡DIV/0! #¡NULO! #RIF! #VALORE! #NOME? #VALOR! #N/B`.split(' '),
	...`#VERW! #WAARDE! #NAAM? #GETAL!`.split(' '),
]);

const LONGEST = 27;

/** What mistakes end with that have something before them. */
export const LAST_OF_MISTAKE = OBJECT.slice(-1);

/** What n8n writes in an expression, typed without the braces around it: `$json.user_id`. */
const BARE_EXPRESSION = /^\$json(?:\.\w+|\[(?:"[^"]*"|'[^']*'|\d+)\])+$/;

/** What may be a value or a name, but isn't an ID. */
const NO_ID = new Set(['None', 'N/A', 'n/a', '-', '--', '—']);

/** What they begin with. */
export const FIRST_OF_MISTAKE: ReadonlySet<string> = new Set(
	['$', ...MISTAKES].map((text) => text.charAt(0)),
);

/** The same by character code, since nearly every string can be passed by its first character. */
const FIRST = new Set(
	[...MISTAKES, '$', ' ', '\t', '\n', '\r', '\u00a0'].map((text) => text.charCodeAt(0)),
);
const IS_FIRST = Uint8Array.from({ length: 256 }, (_, code) => (FIRST.has(code) ? 1 : 0));

/** The first two characters of mistakes, and of the words that are mistakes only as an ID. */
export const MISTAKE_STARTS: readonly string[] = ['$j', ...MISTAKES].map((text) =>
	text.slice(0, 2),
);
export const NO_ID_STARTS: readonly string[] = [...NO_ID].map((text) => text.slice(0, 2));

/** Whether a whole string is one that software writes by mistake, or code. Spaces around it don't matter. */
export const isMistake = (text: string): boolean => isCode(text) || isMistakenWord(text);

/** Whether an ID is such a string, but for code. In its place more words are mistakes. */
export const isMistakenId = (id: string): boolean => NO_ID.has(id) || isMistakenWord(id);

function isMistakenWord(text: string): boolean {
	if (text.endsWith(OBJECT)) return true;
	if (IS_FIRST[text.charCodeAt(0)] !== 1 || text.length > LONGEST + 8) return false;
	return MISTAKES.has(text) || MISTAKES.has(text.trim()) || BARE_EXPRESSION.test(text);
}

/**
 * Returns how a value that is no string shows that it comes from a mistake: a number that is none, a date that could not be
 * read. Undefined for any other value.
 */
export function mistakeIn(value: unknown): string | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? undefined : String(value);
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : undefined;
	const isInvalid = typeof value === 'object' && value !== null && 'isValid' in value;
	return isInvalid && value.isValid === false && 'toISO' in value ? 'Invalid DateTime' : undefined;
}
