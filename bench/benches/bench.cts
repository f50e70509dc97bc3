import { elementAt } from '../../dev/elements.cjs';
import type { Measured } from '../child/measure.cjs';
import type { Fake } from '../fake.cjs';
import type { Chart } from '../plot/chart.cjs';

/** What a bench can use. */
export interface Bench {
	fake: Fake;
	/** A folder for its files, removed at the end. */
	folder: string;
	/** Shows the current step. */
	say(note: string): void;
}

/** A goal of the project, and its result. */
export interface Goal {
	/** `at most 2.5 × (bare minimum + no-op)` */
	text: string;
	measured: string;
	reached: boolean;
	/** By how much and why it was missed. */
	why?: string;
}

export interface Table {
	columns: string[];
	rows: string[][];
}

/** The result of a bench. */
export interface BenchResult {
	title: string;
	/** What is measured and compared, as Markdown paragraphs. */
	what: string[];
	table: Table;
	goals: Goal[];
	/** Remarks about the numbers beyond the goals. */
	notes: string[];
	charts: Chart[];
}

export type RunBench = (bench: Bench) => Promise<BenchResult>;

/** Runs of one contender. */
export type Runs = Measured[];

/** Returns the median of several runs, by one of their numbers. */
export function median(runs: Runs, of: (run: Measured) => number): number {
	const sorted = runs.map(of).sort((a, b) => a - b);
	return elementAt(sorted, Math.floor((sorted.length - 1) / 2));
}

/** Formats the median time with the range of the others. */
export function timeOf(runs: Runs): string {
	const walls = runs.map(({ wallMs }) => wallMs / 1000);
	const middle = seconds(median(runs, ({ wallMs }) => wallMs));
	if (runs.length === 1) return middle;
	return `${middle} (${Math.min(...walls).toFixed(2)}–${Math.max(...walls).toFixed(2)})`;
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;
export const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
export const whole = (number: number): string => Math.round(number).toLocaleString('en');
