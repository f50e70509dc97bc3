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

/** A parameter that contains a time. */
interface TimeParameter {
	name: string;
	/** The entry of the collection `name` that contains it. */
	entry?: string;
	label: string;
}

/**
 * Reads a time that isn't empty. Notes one without a time zone if it comes from data. Times of n8n's date picker also have
 * no zone, but mean the workflow's.
 *
 * @param timeZone (IANA) of times without a zone
 * @throws {InvalidInput} for an invalid time, with the expression that converts it
 */
export function timeParameter(
	item: ItemReader,
	value: unknown,
	{ name, entry, label }: TimeParameter,
	timeZone: string,
): string {
	const stored = item.stored(name, entry);
	// A typed year, such as 1970, is intended.
	const typed = holdsExpression(stored) ? undefined : isoTimestamp(value, timeZone);
	if (typed !== undefined && /^\d{4}-/.test(String(value))) return typed;
	const time = readTime(value, timeZone, sourceOf(stored, label));
	if (!('iso' in time)) throw new InvalidInput(`'${label}' ${time.reason}`, time.remedy);
	if (time.zoneless && readsData(stored)) {
		item.note('zonelessTime', label, String(value), zoneOf(timeZone));
	}
	return time.iso;
}

/** Returns undefined for a typed time. If the expression isn't a single field, the remedy shows an example. */
function sourceOf(stored: unknown, label: string): TimeSource | undefined {
	if (!holdsExpression(stored)) return undefined;
	return { value: fieldExpression(fieldReference(stored) ?? ['date']), place: `'${label}'` };
}
