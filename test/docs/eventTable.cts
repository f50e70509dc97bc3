import type { INodeTypeDescription } from 'n8n-workflow';

/**
 * The events that a trigger offers, one row for each kind. They are listed as `NPS: Score Submitted`. Empty for a trigger
 * whose list comes from the account.
 */
export function eventsByKind({ properties }: INodeTypeDescription): string {
	const { options = [] } = properties.find(({ name }) => name === 'events') ?? {};
	if (options.length === 0) return '';
	const kinds = new Map<string, string[]>();
	for (const option of options) {
		const [kind = '', event = ''] = option.name.split(': ');
		const value = 'value' in option ? String(option.value) : '';
		kinds.set(kind, [...(kinds.get(kind) ?? []), `${event} (\`${value}\`)`]);
	}
	const rows = [...kinds].map(([kind, events]) => `| ${kind} | ${events.join(', ')} |`);
	return ['| Kind | Events |', '| --- | --- |', ...rows].join('\n');
}
