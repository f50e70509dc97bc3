import { isoTimestamp, readTime, zoneOf } from '../checks/times';
import type { TimeSource } from '../checks/times';
import { InvalidInput } from '../util/invalidInput';
import {
	fieldExpression,
	fieldReference,
	holdsExpression,
	readsData,
} from '../operation/expressions';
import type { ItemReader } from '../operation/itemReader';

/** A parameter that holds a time. */
interface TimeParameter {
	name: string;
	/** The entry of the collection `name` that holds it. */
	entry?: string;
	label: string;
}

/**
 * Reads a time that isn't empty, and notes one without a time zone if it comes from data: what n8n's date picker gives
 * has none and means the workflow's.
 *
 * @param timeZone (IANA) of times that name none
 * @throws {InvalidInput} for what is no time, with the expression that converts it
 */
export function timeParameter(
	item: ItemReader,
	value: unknown,
	{ name, entry, label }: TimeParameter,
	timeZone: string,
): string {
	const stored = item.stored(name, entry);
	// Who types 1970 means it.
	const typed = holdsExpression(stored) ? undefined : isoTimestamp(value, timeZone);
	if (typed !== undefined && /^\d{4}-/.test(String(value))) return typed;
	const time = readTime(value, timeZone, sourceOf(stored, label));
	if (!('iso' in time)) throw new InvalidInput(`'${label}' ${time.reason}`, time.remedy);
	if (time.zoneless && readsData(stored)) {
		item.note('zonelessTime', label, String(value), zoneOf(timeZone));
	}
	return time.iso;
}

/** Undefined for a time that was typed in. Where the expression isn't a single field, the remedy shows an example. */
function sourceOf(stored: unknown, label: string): TimeSource | undefined {
	if (!holdsExpression(stored)) return undefined;
	return { value: fieldExpression(fieldReference(stored) ?? ['date']), place: `'${label}'` };
}
