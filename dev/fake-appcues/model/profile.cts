/** What a profile can hold. A missing value is null. */
export type ProfileValue = string | number | boolean | null;

/** The attributes of a user or a group: flat. */
export type Profile = Readonly<Record<string, ProfileValue>>;

/** What a change did to a profile. */
export interface ProfileChange {
	created: boolean;
	/** How many values were dropped because they were objects or arrays. */
	ignored: number;
}

/** Merges attributes into a profile, or creates it. Nested values are ignored. */
export function mergeProfile(
	profiles: Map<string, Profile>,
	id: string,
	attributes: Readonly<Record<string, unknown>>,
): ProfileChange {
	const before = profiles.get(id);
	const entries = Object.entries(attributes);
	const kept = entries.filter((entry): entry is [string, ProfileValue] => isFlat(entry[1]));
	profiles.set(id, { ...before, ...Object.fromEntries(kept) });
	return { created: before === undefined, ignored: entries.length - kept.length };
}

function isFlat(value: unknown): value is ProfileValue {
	return typeof value !== 'object' || value === null;
}
