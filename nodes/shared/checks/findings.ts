import { shorten } from '../util/text';

/** Where something was found: an input item (from 0), or a row of a file (from 1, the header not counted). */
export type Place = { item: number } | { row: number; file: string };

/**
 * Everything that can look wrong in a user's data without being impossible, and what the hint above the output says
 * about it. What is impossible is refused where it is read, and has no entry here.
 */
const HINTS = {
	absentField: 'No item has some of the fields to exclude. Check their names.',
	displacedId:
		"Some items have a field with Appcues' name for the ID. It wasn't sent, because the ID comes from elsewhere.",
	droppedColumn:
		"Appcues didn't return some columns. The rows contain timestamp, user_id, name, score and feedback instead.",
	droppedOrder:
		"The rows aren't sorted by some columns, because Appcues didn't return these columns.",
	email:
		'Some user IDs look like email addresses. Appcues knows users by the IDs your product sends. For an unknown ID, it creates a user who can never be targeted.',
	emptyFilter:
		"Some filters have an expression that returned nothing, so they don't filter. Check the field names in it.",
	emptyPartOfId:
		'Some IDs have a part such as undefined, because an expression returned nothing. Check where they come from.',
	emptyProperty:
		"Some properties have no value and weren't sent. Check the field names in their expressions.",
	emptyString:
		"Some properties are empty strings, which were sent. In a profile, they replace what it has. To skip or clear them, add 'Empty Values' in 'Options'.",
	groupedId:
		'Some IDs look like numbers with thousands separators, as spreadsheets show them. Use the numbers without them.',
	hiddenInName:
		'Some names contain spaces at their ends or invisible characters and were sent without them.',
	htmlCode:
		'Some values contain HTML codes such as &amp;, which are sent as they are. Decode them first.',
	idEndsInZero:
		'Some IDs end in ".0", as spreadsheets and Python write whole numbers. Check how your product sends them.',
	leftOutField:
		"The event properties were taken from an object, so these fields of the item weren't sent.",
	markedId:
		"Some values have a list marker, brackets or quotes around them, which were sent too. Remove what isn't part of the value.",
	mistake:
		"Some properties weren't sent because their values come from a mistake in an expression or a spreadsheet.",
	mixedBooleans:
		'Some properties are true or false in some places and strings in others. Appcues compares the two differently.',
	mixedIds:
		'Some IDs are numbers in some rows of the file and strings in others. All were sent as strings.',
	mixedNumbers:
		'Some properties are numbers in some places and strings in others. Appcues compares the two differently.',
	namelessProperty:
		"Some columns have no name of their own, so their values weren't sent. Name them where they come from.",
	nestedInFile: 'Some values of the file are objects or arrays, which Appcues ignores.',
	notStored:
		"Some values weren't sent, because Appcues only stores strings, numbers, booleans and dates.",
	replacedField:
		"Some fields of the input items were replaced by the node's fields of the same name. To keep them, rename them first.",
	roundedNumber:
		'Some whole numbers were too large for JavaScript and are rounded. Use strings where they come from.',
	sameName:
		'Some columns have the same name once spaces are removed. Only the first one was sent, so rename the others.',
	separatorInId:
		'Some values look like several in one and were sent as one. Where a list is allowed, separate them with commas.',
	shortRow:
		'Some rows of the file have fewer cells than the header. They were sent as they are, without these columns.',
	shortenedNumber:
		'Some numbers were shortened by a spreadsheet. Format their columns as text there.',
	spaceInValue:
		'Some values begin with a space, end with one or contain invisible characters, which are sent too.',
	strayQuote:
		'Some values have text behind their closing quote, which programs read in different ways. They were sent as they are.',
	swallowedRows:
		"Some values contain whole rows of the file, which happens when a quote isn't closed. Check these rows.",
	takenName:
		"Some nested values weren't sent, because another field of the item has the name that they would get. Rename one of them.",
	unlikelyId:
		"Some IDs look like a word for nothing, a sentence, or a line that isn't data. Check where they come from.",
	unusableDate:
		'Appcues can\'t compare some dates. Write dates as 2026-06-20 or 2026-06-20T10:00:00Z, see "Preparing your data".',
	wrongEncoding:
		"Some text was read in the wrong encoding: it contains � or signs such as Ã¼. Set 'Encoding' in the node that reads the file.",
	zonelessTime:
		'Some times have no time zone and were read in {detail}. Add the zone if they mean another one.',
} as const;

/** What can look wrong; the hints for it are in one table in this file. */
export type FindingKind = keyof typeof HINTS;

/** How many names a hint lists. */
const LISTED = 10;

interface Subject {
	/** How many values. */
	count: number;
	/** In how many items or rows. */
	places: number;
	/** In the first place. */
	example: string | undefined;
	first: Place | undefined;
	last: Place | undefined;
}

interface Found {
	subjects: Map<string, Subject>;
	/** What the text says in place of `{detail}`, each once. */
	details: Set<string>;
}

/**
 * Collects what looks wrong in the data of one run, and makes one hint of each kind of it. Only counts and first examples are
 * kept, so that it costs the same for ten rows and for ten million.
 */
export class Findings {
	private readonly found = new Map<FindingKind, Found>();

	/** Whether an item has the field, by name. */
	private readonly named = new Map<string, boolean>();

	/**
	 * Notes that something looks wrong.
	 *
	 * @param subject what the user calls it: a column, a property or the label of a parameter
	 * @param example the value, shown for the first place only and shortened
	 * @param detail what the text of this kind says in place of `{detail}`
	 */
	note(kind: FindingKind, subject: string, example?: string, place?: Place, detail?: string): void {
		let found = this.found.get(kind);
		if (!found) this.found.set(kind, (found = { subjects: new Map(), details: new Set() }));
		const known = found.subjects.get(subject);
		if (known) {
			known.count += 1;
			if (!isSame(known.last, place)) known.places += 1;
			known.last = place;
		} else found.subjects.set(subject, { count: 1, places: 1, example, first: place, last: place });
		if (detail !== undefined) found.details.add(detail);
	}

	/** Notes a field that the user named, and whether an item has it. If no item has it, there is a hint. */
	noteNamed(field: string, isThere: boolean): void {
		this.named.set(field, isThere || this.named.get(field) === true);
	}

	/** Returns one hint for each kind of finding. */
	messages(): string[] {
		for (const [field, isThere] of this.named) if (!isThere) this.note('absentField', field);
		this.named.clear();
		return [...this.found].map(([kind, { subjects, details }]) => {
			const text = HINTS[kind].replace('{detail}', () => [...details].join(', '));
			return `${text} ${listed(subjects)}`;
		});
	}
}

function listed(subjects: ReadonlyMap<string, Subject>): string {
	const shown = [...subjects].slice(0, LISTED).map(([name, subject]) => describe(name, subject));
	const more = subjects.size > LISTED ? ` and ${subjects.size - LISTED} more` : '';
	return `Found in ${shown.join(', ')}${more}.`;
}

/** A list in one item has several values in the same place. The places of a run come in order. */
function isSame(a: Place | undefined, b: Place | undefined): boolean {
	if (!a || !b) return false;
	if ('item' in a) return 'item' in b && a.item === b.item;
	return 'row' in b && a.row === b.row && a.file === b.file;
}

function describe(name: string, subject: Subject): string {
	const { example, first } = subject;
	const quoted = example === undefined ? '' : `: ${JSON.stringify(shorten(example))}`;
	const where = first ? `${counted(subject, first)}${placeName(first)}${quoted}` : quoted.slice(2);
	// The name of a condition holds its own quotes.
	const quotedName = name.includes("'") ? name : `'${name}'`;
	return where === '' ? quotedName : `${quotedName} (${where})`;
}

/** `3 items, first `, or for lists `5 values in 3 items, first `. */
function counted({ count, places }: Subject, first: Place): string {
	if (count === 1) return '';
	const values = count === places ? '' : `${count.toLocaleString('en')} values in `;
	if (places === 1) return values;
	return `${values}${places.toLocaleString('en')} ${'item' in first ? 'items' : 'rows'}, first `;
}

/** Names a place in a message: `item 3`, `row 12,345 of "people.csv"`. */
export function placeName(place: Place): string {
	return 'item' in place
		? `item ${place.item}`
		: `row ${place.row.toLocaleString('en')} of "${place.file}"`;
}
