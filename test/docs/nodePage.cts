import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../docs/nodes');

/** Returns the names of all pages, except the index. */
export const pageNames = (): string[] =>
	readdirSync(FOLDER)
		.filter((file) => file.endsWith('.md') && file !== 'README.md')
		.map((file) => file.replace('.md', ''));

/** Returns the page of a node: `appcuesEndUser` has `end-user`. */
export const pageNameOf = (type: string): string =>
	type
		.replace(/^appcues/, '')
		.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
		.replace(/^-/, '');

/** A page of docs/nodes with generated sections: `<!-- name … -->` … `<!-- /name -->`. */
export class NodePage {
	private text: string;

	constructor(readonly name: string) {
		this.text = readFileSync(this.file, 'utf8');
	}

	get file(): string {
		return join(FOLDER, `${this.name}.md`);
	}

	get content(): string {
		return this.text;
	}

	/** The parts that people wrote. */
	get byHand(): string {
		return this.text.replace(/^<!-- (reference|sample|events)\b[^]*?^<!-- \/\1 -->/gm, '');
	}

	/** The names of the page's samples. */
	get samples(): string[] {
		return [...this.text.matchAll(/^<!-- sample (\S+) -->$/gm)].map(([, name = '']) => name);
	}

	read(name: string): string {
		const inner = section(name).exec(this.text)?.[1];
		if (inner === undefined) throw new Error(`${this.file} has no section <!-- ${name} -->`);
		return inner.trim();
	}

	write(name: string, inner: string): void {
		// Another test may have written another section.
		this.text = readFileSync(this.file, 'utf8').replace(
			section(name),
			(whole) => `${whole.split('\n')[0]}\n\n${inner}\n\n<!-- /${name.split(' ')[0]} -->`,
		);
		writeFileSync(this.file, this.text);
	}
}

/** @param name `reference`, or `sample get` */
function section(name: string): RegExp {
	const kind = name.split(' ')[0];
	return new RegExp(`^<!-- ${name}(?:: [^\\n]*)? -->\\n([^]*?)^<!-- /${kind} -->`, 'm');
}
