import { EVENT_NAME_LENGTH } from '../../shared/api/endpoints/imports';
import type { ImportKind } from '../../shared/api/endpoints/types';
import { mayBeWrong } from '../../shared/checks/bytes';
import type { Findings, Place } from '../../shared/checks/findings';
import { placeName } from '../../shared/checks/findings';
import { cleanId, idFault, noteId } from '../../shared/checks/ids';
import { noteEntry } from '../../shared/checks/lists';
import { isMistake } from '../../shared/checks/mistakes';
import { cleanName, isSameName, visibleName } from '../../shared/checks/names';
import { oddText } from '../../shared/checks/oddText';
import type { PropertyChecks } from '../../shared/checks/properties';
import { zoneOf } from '../../shared/checks/times';
import { InvalidInput } from '../../shared/util/invalidInput';
import { fileTime } from './fileTime';
import { byteAt } from '../../shared/util/elementAt';

/** Joined files contain the header of each. */
const SECOND_HEADER = 'If this row is a second header, remove it.';
const NAME_AS_ID = { reason: 'is the name of the column itself', remedy: SECOND_HEADER };

/** A column of a CSV, or a key of NDJSON. */
export interface Field {
	/** The name as it is sent. */
	name: string;
	role: Role;
}

/**
 * Checks values of a file like those of items. Refuses invalid values with their row, and notes suspicious ones.
 */
export class FieldChecks {
	constructor(
		readonly file: string,
		readonly findings: Findings,
		readonly properties: PropertyChecks,
		/** The IANA time zone of times without one. */
		private readonly timeZone: string,
	) {}

	/** @param row from 1, without the header */
	place(row: number): Place {
		return { row, file: this.file };
	}

	/** Names a row: `row 12,345 of "people.csv"`. */
	here(row: number): string {
		return placeName(this.place(row));
	}

	/** Returns an ID as it is sent, without invisible characters, or an empty string if there is none. */
	id(value: string, { name, role }: Field, row: number): string {
		const id = cleanId(value);
		if (id === '') return id;
		const fault = isSameName(id, name) ? NAME_AS_ID : idFault(id);
		if (fault) throw this.fault(row, `'${name}' ${fault.reason}`, fault.remedy);
		const checks = { findings: this.findings, subject: name, ofUser: role === 'userId' };
		const place = this.place(row);
		noteId(id, checks, place);
		noteEntry(id, name, {
			note: (kind, subject, example) => this.findings.note(kind, subject, example, place),
		});
		return id;
	}

	/** Returns the name of an event as it is sent, or an empty string if there is none. */
	eventName(value: string, { name }: Field, row: number): string {
		const event = cleanName(value);
		if (isMistake(event)) {
			throw this.fault(
				row,
				`'${name}' is "${event}", which comes from an empty or mistyped value`,
				'Check the source of the file.',
			);
		}
		const { length } = [...event];
		if (length > EVENT_NAME_LENGTH) {
			throw this.fault(
				row,
				`'${name}' has ${length} characters`,
				`Appcues accepts event names of up to ${EVENT_NAME_LENGTH} characters.`,
			);
		}
		const odd = oddText(event);
		if (odd !== undefined) this.findings.note(odd, name, event, this.place(row));
		return event;
	}

	/** Returns a time as it is sent. */
	time(value: string | number, { name }: Field, row: number): string {
		const time = fileTime(value, this.timeZone);
		if ('reason' in time) {
			throw this.fault(row, `'${name}' ${time.reason}`, time.remedy);
		}
		if (time.isZoneless) {
			const zone = zoneOf(this.timeZone);
			this.findings.note('zonelessTime', name, String(value), this.place(row), zone);
		}
		return time.text;
	}

	/** Returns the error for a row whose ID is the name of another column. */
	secondHeader(id: string, name: string, row: number): InvalidInput {
		return this.fault(row, `'${name}' is "${id}", the name of a column`, SECOND_HEADER);
	}

	/** Returns the error for a row without a required value. */
	missing(name: string, row: number): InvalidInput {
		return this.fault(
			row,
			`'${name}' is empty`,
			'Each row needs this value. Fill it in, or remove the row.',
		);
	}

	/** Returns the error for invalid JSON in a row. @param reason see jsonFault @param what the row, or the name of a value in it */
	noJson(row: number, reason: string, what = 'it'): InvalidInput {
		return this.fault(row, `${what} is not valid JSON`, `${reason.slice(0, 200)}.`);
	}

	/** Returns the error for an invalid row. */
	fault(row: number, text: string, remedy: string): InvalidInput {
		return new InvalidInput(`${capitalized(this.here(row))}: ${text}`, remedy);
	}

	/** Notes invisible and odd characters in a name. */
	noteName(written: string, sent: string): void {
		if (written !== sent) this.findings.note('hiddenInName', visibleName(written));
		const odd = oddText(sent);
		if (odd !== undefined) this.findings.note(odd, sent);
	}
}

/** Capitalizes a place at the start of a sentence: `Row 12 of "people.csv"`. */
export const capitalized = (where: string): string =>
	where.charAt(0).toUpperCase() + where.slice(1);

/** Returns whether the name of an event is certainly fine, and can be sent unchanged. */
export function isPlainEventName(
	bytes: Uint8Array,
	start: number,
	end: number,
	seen: number,
): boolean {
	return (
		end > start &&
		// This counts bytes, so there are at most this many characters.
		end - start <= EVENT_NAME_LENGTH &&
		!mayBeWrong(bytes, start, end, seen)
	);
}

/** Returns whether the bytes may be those of a name in any case. */
export function mayBeName(
	bytes: Uint8Array,
	start: number,
	end: number,
	name: Uint8Array,
): boolean {
	if (end - start !== name.length) return false;
	for (let at = 0; at < name.length; at += 1) {
		if ((byteAt(bytes, start + at) | 0x20) !== (byteAt(name, at) | 0x20)) return false;
	}
	return true;
}

/** Returns whether the bytes are those of a name. */
export function isSame(bytes: Uint8Array, start: number, end: number, name: Uint8Array): boolean {
	if (end - start !== name.length) return false;
	for (let at = 0; at < name.length; at += 1) if (bytes[start + at] !== name[at]) return false;
	return true;
}

/** Returns whether all bytes are the digits of a number in its usual form. */
export function isWhole(bytes: Uint8Array, start: number, end: number): boolean {
	if (bytes[start] === 0x30 || end - start > 16) return false;
	for (let at = start; at < end; at += 1) {
		const byte = byteAt(bytes, at);
		if (byte < 0x30 || byte > 0x39) return false;
	}
	return true;
}

/** What a column of a file contains. */
export type Role = 'userId' | 'groupId' | 'eventName' | 'time' | 'attributes' | 'property';

/** The columns of each kind of file that aren't properties, by Appcues' own names. */
const ROLES: Record<ImportKind, ReadonlyMap<string, Role>> = {
	profiles: new Map([['user_id', 'userId']]),
	groups: new Map([['group_id', 'groupId']]),
	events: new Map([
		['user_id', 'userId'],
		['name', 'eventName'],
		['timestamp', 'time'],
		['attributes', 'attributes'],
		['group_id', 'groupId'],
	]),
};

/** Returns what a column contains, by its name without invisible characters. */
export const roleOf = (kind: ImportKind, name: string): Role => ROLES[kind].get(name) ?? 'property';
