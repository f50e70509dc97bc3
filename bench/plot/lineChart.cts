import { elementAt, first } from '../../dev/elements.cjs';
import { drawing, label, line, tidy, WIDTH } from './svg.cjs';

/** Curves on a logarithmic scale, one for each contender and one for the goal. */
export interface Lines {
	kind: 'lines';
	title: string;
	x: { text: string; ticks: Array<{ at: number; text: string }> };
	y: { text: string; ticks: Array<{ at: number; text: string }> };
	lines: Array<{ label: string; points: Array<[x: number, y: number]> }>;
	goal: { label: string; points: Array<[x: number, y: number]> };
}

const NAME_HEIGHT = 15;
const BOX = { left: 60, right: WIDTH - 200, top: 50, bottom: 330 };

export function lineChart({ title, x, y, lines, goal }: Lines): string {
	const toX = logScale(x.ticks, BOX.left, BOX.right);
	const toY = logScale(y.ticks, BOX.bottom, BOX.top);
	const path = (points: Array<[number, number]>, look: string) =>
		`<polyline class="${look}" points="${points
			.map(([a, b]) => `${tidy(toX(a))},${tidy(toY(b))}`)
			.join(' ')}"/>`;
	const names = [
		{ text: goal.label, points: goal.points, look: 'goal' },
		...lines.map(({ label: text, points }, index) => ({ text, points, look: `name${index}` })),
	].map((each) => ({ ...each, y: toY(elementAt(each.points, each.points.length - 1)[1]) + 4 }));
	return drawing(title, 380, [
		...x.ticks.flatMap(({ at, text }) => [
			line(toX(at), BOX.top, toX(at), BOX.bottom, 'grid'),
			label(text, toX(at), BOX.bottom + 18, 'soft', 'middle'),
		]),
		...y.ticks.flatMap(({ at, text }) => [
			line(BOX.left, toY(at), BOX.right, toY(at), 'grid'),
			label(text, BOX.left - 8, toY(at) + 4, 'soft', 'end'),
		]),
		label(x.text, (BOX.left + BOX.right) / 2, BOX.bottom + 40, 'soft', 'middle'),
		label(y.text, 0, BOX.top - 12, 'soft'),
		path(goal.points, 'goal'),
		...lines
			.toReversed()
			.map(({ points }, index) => path(points, `line line${lines.length - 1 - index}`)),
		...apart(names).map(({ text, y: at, look }) => label(text, BOX.right + 8, at, look)),
	]);
}

/** Moves names that would cover each other down. */
function apart<Name extends { y: number }>(names: Name[]): Name[] {
	let free = -Infinity;
	return names
		.toSorted((a, b) => a.y - b.y)
		.map((name) => {
			const y = Math.max(name.y, free);
			free = y + NAME_HEIGHT;
			return { ...name, y };
		});
}

/** Returns the place of a value between two ends; what is below the first tick is drawn on it. */
function logScale(ticks: Array<{ at: number }>, from: number, to: number) {
	const [low, high] = [Math.log(first(ticks).at), Math.log(elementAt(ticks, ticks.length - 1).at)];
	return (value: number): number =>
		from + ((Math.max(low, Math.log(Math.max(value, 1e-9))) - low) / (high - low)) * (to - from);
}
