/**
 * What is left of an event's name when it is compared: Appcues, Studio and people write the same one as
 * `appcues:flow_started`, `Flow Started` and `flow-started`.
 */
export function comparableName(name: string): string {
	return name
		.trim()
		.toLowerCase()
		.replace(/^appcues:/, '')
		.replace(/[\s_-]+/g, '');
}
