import { isPlainId, mayBeDay, mayBeWrong } from '../../shared/checks/bytes';
import { byteAt, numberAt } from '../../shared/util/elementAt';
import { isPlainEventName, isWhole, mayBeName } from './fieldChecks';
import { isPlainTime } from './fileTime';
import type { JsonField } from './jsonFields';
import type { JsonScanner } from './jsonScanner';
import { ESCAPED, JSON_KIND } from './jsonScanner';

/** Returns whether a value is fine by its bytes, as almost all are. */
export function isPlainMember(
	{ kinds, starts, ends, signs }: JsonScanner,
	bytes: Buffer,
	field: JsonField,
	member: number,
): boolean {
	const kind = kinds[member];
	const isProperty = field.role === 'property';
	if (kind === JSON_KIND.null) return isProperty;
	if (kind === JSON_KIND.word) return isProperty && field.hasWords;
	if (kind === JSON_KIND.number) {
		return isProperty && field.numberRow !== 0 && !field.property.holdsDates;
	}
	if (kind !== JSON_KIND.string) return false;
	const start = numberAt(starts, member);
	const end = numberAt(ends, member);
	const seen = byteAt(signs, member);
	if ((seen & ESCAPED) !== 0) return false;
	switch (field.role) {
		case 'userId':
		case 'groupId':
			return (
				field.stringRow !== 0 &&
				isPlainId(bytes, start, end, seen) &&
				!mayBeName(bytes, start, end, field.raw)
			);
		case 'eventName':
			return isPlainEventName(bytes, start, end, seen);
		case 'time':
			return isPlainTime(bytes, start, end);
		default: {
			if (start === end) return true;
			const isKnown = field.hasText || (field.hasDigits && isWhole(bytes, start, end));
			if (field.property.holdsDates && mayBeDay(bytes, start, end)) return false;
			return isKnown && !mayBeWrong(bytes, start, end, seen);
		}
	}
}
