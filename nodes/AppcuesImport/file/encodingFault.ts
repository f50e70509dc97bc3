import { InvalidInput } from '../../shared/invalidInput';
import type { Encoding } from '../../shared/node/encodings';
import { ENCODING_LABEL, ENCODINGS } from '../../shared/node/encodings';
import { capitalized } from './fieldChecks';
import { guessEncoding } from './guessEncoding';
import type { IsUtf8, Undecodable } from './utf8Chunks';

const SAVE_AGAIN = 'save the file as "CSV UTF-8"';

/**
 * Says that a file isn't text in the encoding in which it is read, which encoding is likely, and what to do.
 *
 * @param where the first bad byte is: `row 3 of "people.csv"`
 */
export function encodingFault({ encoding, sample }: Undecodable, where: string): InvalidInput {
	const message = `${capitalized(where)} is not text in ${ENCODINGS[encoding]}`;
	const guess = guessEncoding(sample);
	if (guess !== undefined && guess !== encoding) {
		return new InvalidInput(
			message,
			`It looks like ${ENCODINGS[guess]}${asSavedBy(guess)}. Set '${ENCODING_LABEL}' in 'Options' to '${ENCODINGS[guess]}', or ${SAVE_AGAIN}.`,
		);
	}
	return new InvalidInput(
		message,
		sample.bytes.includes(0)
			? `It contains NUL bytes, as files do that aren't text. Check the node that made it.`
			: `Set '${ENCODING_LABEL}' in 'Options' to the encoding of the file, or ${SAVE_AGAIN}.`,
	);
}

function asSavedBy(encoding: Encoding): string {
	if (encoding === 'windows-1252') return ', which Excel saves as "CSV (Comma delimited)"';
	if (encoding === 'macintosh') return ', which Excel saves as "CSV (Macintosh)"';
	return encoding.startsWith('utf-16') ? ' without a byte order mark' : '';
}

/** Says that the encoding that the user chose isn't that of the file. */
export function notThatEncoding({ encoding }: IsUtf8, name: string): InvalidInput {
	return new InvalidInput(
		`The file "${name}" is in UTF-8, not in ${ENCODINGS[encoding]}`,
		`Remove '${ENCODING_LABEL}' from 'Options', or set it to 'Detect'.`,
	);
}
