import { EVENT_NAME_LENGTH } from '../../shared/api/imports';
import { mayBeWrong } from '../../shared/checks/bytes';

/** Whether the name of an event needs no reading: it is sent as it is, and nothing is to be noted. */
export function isPlainEventName(
	bytes: Uint8Array,
	start: number,
	end: number,
	seen: number,
): boolean {
	return (
		end > start &&
		// In bytes, and so at most this many characters.
		end - start <= EVENT_NAME_LENGTH &&
		!mayBeWrong(bytes, start, end, seen)
	);
}

/** Whether bytes are those of a name. */
export function isSame(bytes: Uint8Array, start: number, end: number, name: Uint8Array): boolean {
	if (end - start !== name.length) return false;
	for (let at = 0; at < name.length; at += 1) if (bytes[start + at] !== name[at]) return false;
	return true;
}

/** Whether all bytes are digits, of a number as it is usually written. */
export function isWhole(bytes: Uint8Array, start: number, end: number): boolean {
	if (bytes[start] === 0x30 || end - start > 16) return false;
	for (let at = start; at < end; at += 1) if (bytes[at] < 0x30 || bytes[at] > 0x39) return false;
	return true;
}
