/** What a spreadsheet makes of a long number: `4.91701E+11`. */
const SHORTENED = /^\d(?:[.,]\d+)?E\+\d{2,}$/i;

/** Whether a text is a number of which a spreadsheet kept only the first digits. */
export function isShortenedNumber(text: string): boolean {
	const second = text[1];
	const mayBe = second === '.' || second === ',' || second === 'E' || second === 'e';
	return mayBe && text.length >= 5 && SHORTENED.test(text);
}
