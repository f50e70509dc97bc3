import { elementAt } from '../../../dev/elements.cjs';
/** How a test recognizes each kind of hint. */
const TEXTS = {
	dropped: 'because Appcues only stores',
	emptyString: 'are empty strings',
	htmlCode: 'HTML codes',
	mistake: 'come from a mistake',
	mixedBooleans: 'are true or false in some places',
	mixedNumbers: 'are numbers in some places',
	namelessProperty: 'have no name of their own',
	shortenedNumber: 'shortened by a spreadsheet',
	spaceInValue: 'begin with a space',
	unlikelyId: 'look like a word for nothing',
	unusableDate: "can't compare some dates",
	wrongEncoding: 'wrong encoding',
} as const;

export type HintKind = keyof typeof TEXTS;

/** Returns the columns that each kind of hint names. A hint of an unknown kind fails the test. */
export function hintsByKind(hints: readonly string[]): Partial<Record<HintKind, string[]>> {
	return Object.fromEntries(hints.map((hint) => [kindOf(hint), namesIn(hint)]));
}

function kindOf(hint: string): string {
	return Object.entries(TEXTS).find(([, text]) => hint.includes(text))?.[0] ?? hint;
}

function namesIn(hint: string): string[] {
	return [...hint.matchAll(/'([^']*)' \((?:[\d,]+ items, first )?item/g)].map((match) =>
		elementAt(match, 1),
	);
}
