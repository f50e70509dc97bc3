import { barChart, type Bars } from './barChart.cjs';
import { lineChart, type Lines } from './lineChart.cjs';

/** A plot of a bench, as data. */
export type Chart = { name: string } & (Bars | Lines);

/** Returns the plot as the text of an SVG file. */
export function svgOf(chart: Chart): string {
	return chart.kind === 'bars' ? barChart(chart) : lineChart(chart);
}
