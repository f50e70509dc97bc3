import { InvalidInput } from '../invalidInput';

/** `- a`, `* a`, `• a`. A dash right before an ID (`-abc`) is part of it. */
const BULLET =
	/^\s*(?:[-*+\u2013\u2014]\s+|[\u2022\u2023\u25e6\u25aa\u25cf\u00b7]\s*)(?:\[[ xX]\]\s+)?(?=\S)/;

/** `1. a`, `1) a`. */
const NUMBERED = /^\s*(\d{1,6})[.)]\s+(?=\S)/;

const LINE_END = /\r\n|[\r\n\u2028\u2029]/;

/** Returns a list without markers before its entries, if all have one. @throws {InvalidInput} if only some have */
export function withoutMarkers(text: string, where: string): string {
	if (!BULLET.test(text) && !NUMBERED.test(text) && !LINE_END.test(text)) return text;
	const lines = text.split(LINE_END).filter((line) => line.trim() !== '');
	const separator = lines.length > 1 ? '\n' : ',';
	const parts = lines.length > 1 ? lines : text.split(',');
	return (stripped(parts) ?? stripped(lines))?.join(separator) ?? refusedOrSame(text, lines, where);
}

/** Undefined unless all parts have a marker. */
function stripped(parts: string[]): string[] | undefined {
	if (parts.every((part) => BULLET.test(part)))
		return parts.map((part) => part.replace(BULLET, ''));
	return parts.length > 1 && isNumbered(parts)
		? parts.map((part) => part.replace(NUMBERED, ''))
		: undefined;
}

/** Counting up by one. The same number may be part of each name: `1. FC Köln`, `1. FC Nürnberg`. */
function isNumbered(parts: string[]): boolean {
	const numbers = parts.map((part) => Number(NUMBERED.exec(part)?.[1]));
	const [first] = numbers;
	return numbers.every((number, index) => number === first + index);
}

/** An introduction, or a line that was forgotten, would become an entry. */
function refusedOrSame(text: string, lines: string[], where: string): string {
	const bullets = lines.filter((line) => BULLET.test(line));
	const numbered = lines.filter((line) => NUMBERED.test(line));
	const isMixed = bullets.length > 0 || (numbered.length > 1 && isNumbered(numbered));
	if (lines.length < 2 || !isMixed) return text;
	const bare = lines.find((line) => !BULLET.test(line) && !NUMBERED.test(line)) ?? lines[0];
	throw new InvalidInput(
		`${where} has list markers on some lines only`,
		`Write one value on each line and nothing else. This line has no marker: "${bare.trim().slice(0, 60)}".`,
	);
}
