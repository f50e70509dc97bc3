import { beforeAll, describe, expect, it } from '@jest/globals';
import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { join } from 'node:path';

/** A text that users see, and where: `Appcues Flow → Flow → description`. */
interface Text {
	path: string;
	text: string;
}

const LONGEST = 120;

/** What Appcues and n8n call otherwise, and what to write. */
const WORDS: ReadonlyArray<readonly [RegExp, string]> = [
	[/\battributes?\b/i, 'properties'],
	[/\bend user's (profile|activity)\b/i, 'user profile, event'],
	[/\btexts?\b/i, 'string'],
	[/\b(JSON lists?|lists? of objects|objects (and|or) lists?|lists? (and|or) objects)\b/i, 'array'],
	[/(?<!\bemail )\baddress(es)?\b/i, 'URL, email'],
	[/\be-mails?\b/i, 'email'],
	[/\btries\b|\brepeat(s|ed)?\b|\brepeatable\b/i, 'attempts, retry'],
	[/\b(go|goes|going|went) on\b/i, 'continue'],
	[/\b(come|comes|came) (out|with)\b/i, 'the node returns'],
	[/\b(put|puts) (it )?out\b/i, 'returns, outputs'],
	[/\blook(s|ed|ing)? at\b/i, 'check'],
	[/\b(told|tells?)\b/i, 'says, shows'],
	[/\b(mend(s|ed)?|amiss|anew|aloud|stands?|of (its|their) own)\b/i, 'plain words'],
	[/\bwithout a word\b/i, 'silently'],
	[/\bat once\b/i, 'immediately'],
	[/\bfor good\b/i, 'permanently'],
	[/\bbe had\b/i, 'is available'],
	[/\b(left|leave|leaves|leaving) out\b/i, 'skipped'],
	[/\bpretend\b/i, 'demo account'],
	[/\b(take|takes|taken) (it |them )?down\b|\bon air\b/i, 'unpublishes, live'],
	[/\bcontinue on fail\b/i, 'On Error'],
	[/\b(probably|as far as|should)\b/i, 'what it does'],
];

const loader = new PackageDirectoryLoader(join(__dirname, '../..'));

/** Names that aren't ours: of Appcues' columns and of its events. */
const names = /`[^`]*`|"[^"]*"/g;

/** What n8n shows of HTML. */
const visible = (text: string) => text.replace(/<[^>]*>/g, '');

function textsOf(path: string, value: { description?: string; hint?: string }): Text[] {
	return (['description', 'hint'] as const).flatMap((key) =>
		value[key] ? [{ path: `${path} → ${key}`, text: visible(value[key]) }] : [],
	);
}

/** Descriptions and hints, at any depth. */
function explanations(path: string, properties: readonly INodeProperties[]): Text[] {
	// n8n adds the poll times, with texts of its own.
	const ours = properties.filter(({ name }) => name !== 'pollTimes');
	return ours.flatMap((property) => {
		const inner = `${path} → ${property.displayName.slice(0, 40)}`;
		const options = (property.options ?? []).flatMap((option) => {
			if ('type' in option) return explanations(inner, [option]);
			if ('values' in option) return explanations(inner, option.values);
			return textsOf(`${inner} → ${option.name}`, option);
		});
		return [...textsOf(inner, property), ...options];
	});
}

/** Labels, notices and actions, at any depth. */
function labels(path: string, properties: readonly INodeProperties[]): Text[] {
	return properties.flatMap(({ displayName, options = [] }) => {
		const inner = `${path} → ${displayName.slice(0, 40)}`;
		const chosen = options.flatMap((option) => {
			if ('type' in option) return labels(inner, [option]);
			if ('values' in option) return labels(inner, option.values);
			const { name, action = '' } = option;
			return [name, action].map((text) => ({ path: `${inner} → ${name}`, text }));
		});
		return [{ path: inner, text: displayName }, ...chosen];
	});
}

interface Panel {
	name: string;
	explanations: Text[];
	all: Text[];
}

/** All strings in a value, at any depth. */
function stringsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function nodePanel(description: INodeTypeDescription): Panel {
	const { displayName: name, properties } = description;
	const explained = [...textsOf(name, description), ...explanations(name, properties)];
	const { activationMessage, eventTriggerDescription, hints = [], triggerPanel } = description;
	const messages = stringsIn([
		activationMessage,
		eventTriggerDescription,
		hints.map(({ message }) => message),
		triggerPanel,
		description.builderHint,
	]).map((text) => ({ path: `${name} → message`, text: visible(text) }));
	return {
		name,
		explanations: explained,
		all: [...explained, ...labels(name, properties), ...messages],
	};
}

let panels: Panel[];

beforeAll(async () => {
	await loader.loadAll();
	const nodes = Object.values(loader.nodeTypes).map(({ type }) =>
		nodePanel(type.description as INodeTypeDescription),
	);
	const credentials = Object.values(loader.credentialTypes).map(({ type }): Panel => {
		const { displayName: name, properties } = type;
		const explained = explanations(name, properties);
		return { name, explanations: explained, all: [...explained, ...labels(name, properties)] };
	});
	panels = [...nodes, ...credentials];
});

describe('What the panels say', () => {
	it('is there', () => {
		expect(panels.length).toBe(13);
		expect(panels.flatMap(({ all }) => all).length).toBeGreaterThan(500);
	});

	it(`explains each parameter in at most ${LONGEST} characters`, () => {
		const long = panels.flatMap(({ explanations: texts }) =>
			texts.filter(({ text }) => text.length > LONGEST),
		);
		expect(long.map(({ path, text }) => `${path} (${text.length}): ${text}`)).toEqual([]);
	});

	it("uses n8n's and Appcues' words", () => {
		const wrong = panels.flatMap(({ all }) =>
			all.flatMap(({ path, text }) => {
				const found = WORDS.find(([word]) => word.test(text.replace(names, '')));
				return found ? [`${path}: ${text} (write: ${found[1]})`] : [];
			}),
		);
		expect(wrong).toEqual([]);
	});
});
