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
		if (!mayBeDate) return false;
		return SPELLED.test(value) || ((SLASHED.test(value) || DOTTED.test(value)) && isDay(value));
	}
	// A to W: the first letters of days and months lie between.
	return first >= 0x41 && first <= 0x57 && SPELLED.test(value) && !COMPARABLE.test(value);
}

/** Whether numbers may be a day: 50/30/20 and 15.0.2024 aren't. */
function isDay(value: string): boolean {
	const [first, second, third] = value.split(/\D/, 3).map(Number);
	const [month, day] =
		first > 31 ? [second, third] : [Math.min(first, second), Math.max(first, second)];
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

function isSeparator(value: string, at: number): boolean {
	const code = value.charCodeAt(at);
	return (code >= 0x2d && code <= 0x2f) || code === 0x20;
}
