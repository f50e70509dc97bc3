import { box, drawing, label, line, WIDTH } from './svg.cjs';

/** Horizontal bars, one for each contender. */
export interface Bars {
	kind: 'bars';
	title: string;
	bars: Array<{ label: string; value: number; text: string; ours?: boolean }>;
	/** A line at the goal. */
	goal?: { value: number; text: string };
}

const LEFT = 310;
const RIGHT = 130;
const TOP = 44;
const STEP = 28;
const THICK = 18;

export function barChart({ title, bars, goal }: Bars): string {
	const largest = Math.max(...bars.map(({ value }) => value), goal?.value ?? 0) || 1;
	const scale = (WIDTH - LEFT - RIGHT) / largest;
	const bottom = TOP + bars.length * STEP;
	const shapes = bars.flatMap(({ label: name, value, text, ours }, index) => {
		const y = TOP + index * STEP;
		const width = Math.max(1, value * scale);
		return [
			label(name, LEFT - 10, y + 14, '', 'end'),
			box(LEFT, y, width, THICK, ours ? 'ours' : 'other'),
			label(text, LEFT + width + 6, y + 14, 'soft'),
		];
	});
	const goalShapes = goal
		? [
				line(LEFT + goal.value * scale, TOP - 8, LEFT + goal.value * scale, bottom, 'goal'),
				label(goal.text, LEFT + goal.value * scale, TOP - 12, 'goal', 'middle'),
			]
		: [];
	return drawing(title, bottom + 12, [...shapes, ...goalShapes]);
}
