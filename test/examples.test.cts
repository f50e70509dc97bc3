import { describe, expect, it } from '@jest/globals';
import type { INode } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { exampleFiles, readExample } from '../dev/n8n/examples.cjs';
import { ROOT } from '../dev/n8n/paths.cjs';

const NOTE = 'n8n-nodes-base.stickyNote';
/** The space that the editor needs for a node with its name below. */
const NODE_SIZE = { width: 100, height: 150 };

const page = readFileSync(join(ROOT, 'docs/examples.md'), 'utf8');

describe.each(exampleFiles())('the example %s', (file) => {
	const { name, nodes, connections, settings, pinData = {}, ...rest } = readExample(file);
	const notes = nodes.filter(({ type }) => type === NOTE);
	const others = nodes.filter(({ type }) => type !== NOTE);

	it('contains nothing from the n8n it was made in', () => {
		expect(Object.keys(rest)).toEqual([]);
		expect(settings).toEqual({ executionOrder: 'v1' });
		for (const node of nodes) expect(node).not.toHaveProperty('credentials');
		const names = nodes.map((node) => node.name);
		expect(names).toEqual(expect.arrayContaining(Object.keys(pinData as object)));
	});

	it('has a unique name and ID for each node, and connects them all', () => {
		expect(name.trim()).not.toBe('');
		expect(new Set(nodes.map((node) => node.name)).size).toBe(nodes.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		const targets = Object.values(connections)
			.flatMap((byType) => Object.values(byType).flat(2))
			.flatMap((target) => target?.node ?? []);
		const connected = new Set([...Object.keys(connections), ...targets]);
		expect([...connected].sort()).toEqual(others.map((node) => node.name).sort());
	});

	it('explains in notes what it does, what to fill in and what to know', () => {
		const [about, ...more] = notes.map(({ parameters }) => String(parameters.content));
		expect(about).toMatch(new RegExp(`^## ${name}\n`));
		expect(about).toContain('**To use it with your own account**');
		expect(more.length).toBeGreaterThan(0);
		for (const [, node] of about?.matchAll(/\bIn \*\*(.+?)\*\*/g) ?? []) {
			expect(others.map((other) => other.name)).toContain(node);
		}
	});

	it('has no overlapping notes and nodes', () => {
		const overlaps = (all: Box[]) =>
			all.flatMap((one, n) =>
				all
					.slice(n + 1)
					.filter((other) => meet(one, other))
					.map((other) => [one.name, other.name]),
			);
		expect(overlaps(notes.map(boxOf))).toEqual([]);
		expect(overlaps(others.map(boxOf))).toEqual([]);
	});

	it('is on the examples page', () => {
		expect(page).toContain(`(../examples/${file})`);
	});
});

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

function boxOf({ name, type, position: [left, top], parameters }: INode): Box {
	const { width, height } = type === NOTE ? parameters : NODE_SIZE;
	return { name, left, top, right: left + Number(width), bottom: top + Number(height) };
}

const meet = (a: Box, b: Box) =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
