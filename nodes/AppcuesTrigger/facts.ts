import { isObject } from '../shared/api/answers';
import type { AppcuesEvent } from './eventBody';

/**
 * What an event's attributes say, found by any of several names. Appcues writes some keys as `flowId`, others as
 * `flow_id`, and nests some: `flow: { id }` is found as `flowId` too.
 */
export class Facts {
	private readonly attributes: Record<string, unknown>;

	/** By comparable key: the attribute it stands in, its value, and whether that is the whole attribute. */
	private readonly found = new Map<string, { attribute: string; value: unknown; whole: boolean }>();

	private readonly used = new Set<string>();

	constructor(event: AppcuesEvent) {
		this.attributes = isObject(event.attributes) ? event.attributes : {};
		for (const [attribute, value] of Object.entries(this.attributes)) {
			this.add(attribute, { attribute, value, whole: true });
		}
		for (const [attribute, outer] of Object.entries(this.attributes).filter(hasFields)) {
			for (const [key, value] of Object.entries(outer)) {
				this.add(attribute + key, { attribute, value, whole: false });
			}
		}
	}

	/** Keys given first win. @returns the first value that is there and not empty, once it is made what it should be */
	take<T>(keys: readonly string[], make: (value: unknown) => T | undefined): T | undefined {
		for (const key of keys) {
			const fact = this.found.get(comparable(key));
			const made = fact && make(fact.value);
			if (fact && made !== undefined) {
				if (fact.whole) this.used.add(fact.attribute);
				return made;
			}
		}
		return undefined;
	}

	/** The attributes that nobody has taken as a whole. */
	rest(): Record<string, unknown> {
		return Object.fromEntries(
			Object.entries(this.attributes).filter(([attribute]) => !this.used.has(attribute)),
		);
	}

	private add(key: string, fact: { attribute: string; value: unknown; whole: boolean }): void {
		const name = comparable(key);
		if (isEmpty(this.found.get(name)?.value)) this.found.set(name, fact);
	}
}

const hasFields = (entry: [string, unknown]): entry is [string, Record<string, unknown>] =>
	isObject(entry[1]);

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

const comparable = (key: string) => key.toLowerCase().replace(/[\s_-]+/g, '');

/** Texts that are not blank, and numbers, as text. */
export function asText(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	return String(value).trim() || undefined;
}
