import type { INodeProperties } from 'n8n-workflow';

/** Returns the fields of a node's panel at any depth, by label, with their options if they have any. */
export function panelOf(
	properties: INodeProperties[],
	panel = new Map<string, Set<string>>(),
): Map<string, Set<string>> {
	for (const { displayName, options = [], modes = [] } of properties) {
		const choices = panel.get(displayName) ?? new Set<string>();
		panel.set(displayName, choices);
		for (const { displayName: mode } of modes) choices.add(mode);
		for (const option of options) {
			if ('type' in option) panelOf([option], panel);
			else if ('values' in option) panelOf(option.values, panel);
			else choices.add(option.name);
		}
	}
	return panel;
}

/** Returns what is wrong in the recipes of a page: `**Label** = *Choice*`, or = `value`. */
export function wrongFields(text: string, panel: ReadonlyMap<string, ReadonlySet<string>>) {
	const unwrapped = text.replace(/\s+/g, ' ');
	const named = [...unwrapped.matchAll(/\*\*([^*]+)\*\* = (?:\*([^*]+)\*)?/g)];
	const wrong = named.filter(([, label = '', choice]) => {
		const choices = panel.get(label);
		return !choices || (choice !== undefined && !choices.has(choice));
	});
	return { count: named.length, wrong: wrong.map(([whole]) => whole.trim()) };
}
