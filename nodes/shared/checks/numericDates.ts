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
export type DateName = 'date' | 'moment' | undefined;

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
