import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INodeParameters } from 'n8n-workflow';

import { useAppcues } from '../support/appcues.cjs';
import { workingNodes } from '../support/workingOperations.cjs';

/*
 * n8n derives the description of an AI tool and the name of a node on the canvas from its resource and operation.
 */

const appcues = useAppcues();

/** What each operation works with: one of these words is in its texts. */
const RESOURCES: Record<string, RegExp> = {
	appcuesAccount: /\b(ingestion rules|SDK keys?|tags?)\b/i,
	appcuesAnalytics: /\b(analytics|query|report)\b/i,
	appcuesEndUser: /\busers?\b/i,
	appcuesExperience: /\bexperiences?\b/i,
	appcuesExport: /\b(events|members|responses)\b/i,
	appcuesFlow: /\bflows?\b/i,
	appcuesGroup: /\bgroup\b/i,
	appcuesImport: /\b(events?|groups|profiles)\b/i,
	appcuesJob: /\bjobs?\b/i,
	appcuesSegment: /\bsegments?\b/i,
};

/** What n8n shows of an operation. */
interface Shown {
	type: string;
	operation: string;
	/** In the dropdown. */
	label: string;
	/** On the canvas. */
	name: string;
	/** For a model. */
	tool: string;
}

/** Returns the texts of all operations, with the parameters that n8n fills in. */
function shown(): Shown[] {
	return Object.entries(workingNodes).flatMap(([type, { operations }]) =>
		operations.map(({ operation, parameters }) => {
			const description = appcues.engine.description(type);
			const stored = { resource: parameters.resource, operation } as INodeParameters;
			const filled = NodeHelpers.getNodeParameters(
				description.properties,
				parameters.resource === undefined ? { operation } : stored,
				true,
				false,
				{ typeVersion: 1 },
				description,
			);
			if (!filled) throw new Error(`${type} has no parameters`);
			return {
				type,
				operation,
				label: appcues.engine.operations(type).find(({ value }) => value === operation)?.name ?? '',
				name: NodeHelpers.makeNodeName(filled, description),
				tool: NodeHelpers.makeDescription(filled, description),
			};
		}),
	);
}

describe.each(['label', 'name', 'tool'] as const)("An operation's %s", (text) => {
	it('differs from all others', () => {
		const texts = shown().map((each) => each[text]);
		expect(texts.length).toBeGreaterThan(40);
		expect(texts.filter((each, index) => texts.indexOf(each) !== index)).toEqual([]);
	});

	it('names its resource', () => {
		const nameless = shown().filter((each) => !RESOURCES[each.type]?.test(each[text]));
		expect(nameless.map((each) => `${each.type}: ${each[text]}`)).toEqual([]);
	});

	it('says that it deletes, and only then', () => {
		const wrong = shown().filter(
			(each) => /^delete/.test(each.operation) !== /\bdelete\b/i.test(each[text]),
		);
		expect(wrong).toEqual([]);
	});
});
