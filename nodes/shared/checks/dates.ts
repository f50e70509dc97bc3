import { elementAt } from '../util/elementAt';

/** `createdate`, `Close Date`, `birthday`. `update` and the like only end in the same letters. */
const DATE = /(?:(?<!up|candi|man|vali|consoli|liqui|accommo)date|birthday|datetime|datum|fecha)$/i;

/** `created_at`, `createdAt`, `signed up on`. */
const MOMENT = /(?:[a-z](?:At|On)|[_ .-](?:at|on))$/;

/** `signed_up`, `Customer since`, `lastSeen`. */
const MOMENT_WORD =
	/(?:^|[^a-z]|[a-z](?=[A-Z]))(?:since|until|expires|joined|registered|signed[_ -]?up|(?:first|last)[_ -]?(?:seen|login|update))$/i;

/** `revenue_to_date`, `Year to date`, `add_on`: sums and prices. `valid_to_date` is a date. */
const NO_DATE =
	/[A-Za-z](?<![Vv]alid|[Ee]ffective|[Aa]ctive)(?:[ _-][Tt]o[ _-][Dd]ate|ToDate)$|[Aa]dd[_ .-]?[Oo]n$/;

/** HubSpot's older nodes give each property as `{ value: … }`. */
const VALUE = /\.value$/;

/** What the name of a property says of its values. */
type DateName = 'date' | 'moment' | undefined;

/** Returns what kind of date a property holds, by its name. */
export function dateName(name: string): DateName {
	const last = name.replace(VALUE, '');
	if (NO_DATE.test(last)) return undefined;
	if (DATE.test(last)) return 'date';
	return MOMENT.test(last) || MOMENT_WORD.test(last) ? 'moment' : undefined;
}

/** Days as spreadsheets count them: for dates from 1920 to 2099, for moments, which may be positions, from 2000 to 2050. */
const SERIAL = { date: [7_306, 73_050], moment: [36_526, 55_153] } as const;

/** `20260620` */
const DIGITS_OF_DAY = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/** Seconds or milliseconds since 1970, from 2001 to 2033; BigQuery writes 1.7819496E9. As a number Appcues reads them. */
const EPOCH = /^1(?:\d{9}(?:\d{3})?|\.\d+E9)$/;

/** Whether a value is a date written as a number that Appcues would read as another date, or as none. */
export function isNumericDate(value: number | string, name: 'date' | 'moment'): boolean {
	return typeof value === 'string' ? isDateText(value, name) : isDateNumber(value, name);
}

function isDateText(text: string, name: 'date' | 'moment'): boolean {
	if (EPOCH.test(text)) return true;
	return /^\d{4,5}(?:\.\d+)?$|^\d{8}$/.test(text) && isDateNumber(Number(text), name);
}

function isDateNumber(number: number, name: 'date' | 'moment'): boolean {
	const [first, last] = SERIAL[name];
	if (number >= first && number <= last) return true;
	return number >= 19_000_101 && number <= 20_991_231 && DIGITS_OF_DAY.test(String(number));
}

/**
 * Dates that Appcues can't compare: with slashes or dots, as spreadsheets and CRMs write them, and as JavaScript and
 * mail headers do. It can with ISO dates, whole timestamps and `Jun 20, 2026 10:00:00 PM`.
 */
const TIME = String.raw`(?:[ ,T]+\d{1,2}:\d\d.*)?$`;
const SLASHED = new RegExp(
	String.raw`^(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{4}/\d{1,2}/\d{1,2})${TIME}`,
);
const DOTTED = new RegExp(
	String.raw`^(?:\d{1,2}([.-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d\.\d{1,2}\.\d{1,2})${TIME}`,
);
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*';
const SPELLED = new RegExp(
	String.raw`^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?(?:${MONTH}\.? \d{1,2},? \d{4}|\d{1,2}\.? ${MONTH}\.?,? \d{4})${TIME}`,
);
const COMPARABLE = /^[A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d [AP]M$/;

/** `0000-00-00` of MySQL, and other days that don't exist. */
const NO_DAY =
	/^(?:0000|1[89]\d\d|20\d\d)-(?:(?:00|1[3-9]|[2-9]\d)-\d\d|\d\d-(?:00|3[2-9]|[4-9]\d))(?:[ T]|$)/;

/** As .NET writes a date in JSON. */
const DOT_NET = /^\/Date\(-?\d+(?:[-+]\d{4})?\)\/$/;

/** The first two characters of dates that begin with neither a digit nor a word. */
export const DATE_STARTS: readonly string[] = ['/D'];

/** `app_version`, `firmware`, `Build`. A conversion is none. */
const VERSION = /(?<!con)version|firmware|build/i;

/** Whether a property with this name holds versions, some of which look like dates: 2026.1.2. */
export const isVersionName = (name: string): boolean => VERSION.test(name);

/** Whether a text is a date that Appcues can't compare. */
export function isUnusableDate(value: string): boolean {
	if (value.length < 6 || value.length > 80) return false;
	const first = value.charCodeAt(0);
	if (first >= 0x30 && first <= 0x39) {
		// One or two digits and a separator, or a year and one other than the `-` of an ISO date.
		const mayBeDate =
			isSeparator(value, 1) || isSeparator(value, 2) || (isSeparator(value, 4) && value[4] !== '-');
		if (!mayBeDate) return value[4] === '-' && NO_DAY.test(value);
		return SPELLED.test(value) || ((SLASHED.test(value) || DOTTED.test(value)) && isDay(value));
	}
	if (first === 0x2f) return DOT_NET.test(value);
	// A to W: the first letters of days and months lie between.
	return first >= 0x41 && first <= 0x57 && SPELLED.test(value) && !COMPARABLE.test(value);
}

/** Whether numbers may be a day: 50/30/20 and 15.0.2024 aren't. */
function isDay(value: string): boolean {
	const numbers = value.split(/\D/, 3).map(Number);
	const isYearFirst = elementAt(numbers, 0) > 31;
	const pair = isYearFirst ? numbers.slice(1) : numbers.slice(0, 2).sort((a, b) => a - b);
	const month = elementAt(pair, 0);
	const day = elementAt(pair, 1);
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

function isSeparator(value: string, at: number): boolean {
	const code = value.charCodeAt(at);
	return (code >= 0x2d && code <= 0x2f) || code === 0x20;
}
