import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import type { AppcuesClient } from '../api/client';
import { connect } from '../api/client';
import { toNodeError } from '../operation/errors';
import { asError } from '../util/asError';
import { InvalidInput } from '../util/invalidInput';

/** Choices from one endpoint. */
interface Part {
	/** What is missing if Appcues refuses them: `Flows`. */
	what: string;
	load(appcues: AppcuesClient): Promise<INodePropertyOptions[]>;
}

/** Compares two choices. */
type Order = (a: INodePropertyOptions, b: INodePropertyOptions) => number;

export const byName: Order = (a, b) => a.name.localeCompare(b.name, 'en', { sensitivity: 'base' });

/**
 * Creates a `loadOptions` method for a list from several endpoints. If Appcues refuses some of them, notes at the start
 * of the list say what is missing and why. If Appcues refuses all, n8n shows the reason in place of the list.
 *
 * @param parts in order. Of choices with the same value, the first one is listed
 * @param order of all choices; by default the order in which they come
 */
export function choiceList(parts: readonly Part[], order: Order = () => 0) {
	return async function load(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		try {
			const appcues = await connect(this);
			const loaded = await Promise.allSettled(parts.map(async (part) => await part.load(appcues)));
			const failures = parts.flatMap(({ what }, index) => {
				const part = loaded[index];
				return part?.status === 'rejected' ? [{ what, reason: asError(part.reason) }] : [];
			});
			const [first] = failures;
			if (first && failures.length === parts.length) throw first.reason;
			const byValue = new Map<unknown, INodePropertyOptions>();
			for (const choice of loaded.flatMap((part) =>
				part.status === 'fulfilled' ? part.value : [],
			)) {
				if (!byValue.has(choice.value)) byValue.set(choice.value, choice);
			}
			return [...notes(failures), ...[...byValue.values()].sort(order)];
		} catch (thrown) {
			throw toNodeError(this.getNode(), thrown);
		}
	};
}

/** Stored if somebody selects a note. It contains spaces, so that it isn't an ID. */
const NOTE = 'not a choice';

/** Returns one note for each reason: several endpoints are often refused for the same one. */
function notes(failures: ReadonlyArray<{ what: string; reason: Error }>): INodePropertyOptions[] {
	const byReason = new Map<string, string[]>();
	for (const { what, reason } of failures) {
		byReason.set(reason.message, [...(byReason.get(reason.message) ?? []), what]);
	}
	return [...byReason].map(([reason, missing], index) => ({
		name: `⚠ Not available: ${missing.join(', ')}`,
		value: NOTE + ' '.repeat(index),
		description: reason,
	}));
}

/** @throws {InvalidInput} if a note was selected instead of a choice */
export function rejectNote(chosen: readonly string[], label: string): void {
	if (!chosen.some((value) => value.trim() === NOTE)) return;
	throw new InvalidInput(
		`'${label}' contains a note about the list, which isn't a choice`,
		`Open the list of '${label}' and remove the entry that starts with ⚠.`,
	);
}
