import type { INodeParameters } from 'n8n-workflow';

import type { SceneNode } from '../scene.cjs';

/** The output of a Schedule Trigger. */
export const MONDAY = {
	of: 'Every Monday',
	json: [
		{
			timestamp: '2026-11-23T09:00:00.000+01:00',
			'Day of week': 'Monday',
			Hour: '09',
			Timezone: 'Europe/Berlin (UTC+01:00)',
		},
	],
};

/** Provides the items: a trigger, or an app after a manual start. */
export function after(name: string, type: string, typeVersion: number): SceneNode[] {
	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
	const source = { name, type: `n8n-nodes-base.${type}`, typeVersion, parameters: {} };
	return type.endsWith('Trigger') ? [source] : [start, source];
}

export function appcues(name: string, type: string, parameters: INodeParameters): SceneNode {
	return { name, type: `n8n-nodes-appcues.${type}`, parameters };
}

/** As the editor stores a selection from a list. */
export function chosen(value: string, name: string): INodeParameters[string] {
	return { __rl: true, mode: 'list', value, cachedResultName: name };
}

/** As the editor stores an assignment collection. */
export function assigned(
	rows: Array<[name: string, value: string, type: string]>,
): INodeParameters {
	return {
		assignments: rows.map(([name, value, type]) => ({ id: name, name, value, type })),
	};
}
