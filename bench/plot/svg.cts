export const WIDTH = 760;

/** Readable on light and dark pages. */
const STYLE = `
text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #24292f; }
.title { font-weight: 600; font-size: 15px; }
.soft { fill: #57606a; }
.grid { stroke: #d0d7de; stroke-width: 1; }
.goal { stroke: #cf222e; fill: none; stroke-width: 1.5; stroke-dasharray: 5 4; }
text.goal { stroke: none; fill: #cf222e; }
.ours { fill: #5c5cff; } .other { fill: #9aa4b0; }
.line { fill: none; stroke-width: 2; }
.line0 { stroke: #5c5cff; } .line1 { stroke: #9aa4b0; } .line2 { stroke: #bf8700; }
text.name0 { fill: #5c5cff; } text.name1 { fill: #7a8490; } text.name2 { fill: #9a6700; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; } .soft { fill: #8d96a0; } .grid { stroke: #3d444d; }
.ours { fill: #8585ff; } .line0 { stroke: #8585ff; } text.name0 { fill: #8585ff; }
}`;

/** A drawing of the standard width, with its title. */
export function drawing(title: string, height: number, shapes: string[]): string {
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(title)}">`,
		`<style>${STYLE}\n</style>`,
		label(title, 0, 18, 'title'),
		...shapes,
		'</svg>\n',
	].join('\n');
}

export function label(text: string, x: number, y: number, look = '', anchor = 'start'): string {
	return `<text x="${tidy(x)}" y="${tidy(y)}" class="${look}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, look: string): string {
	return `<line x1="${tidy(x1)}" y1="${tidy(y1)}" x2="${tidy(x2)}" y2="${tidy(y2)}" class="${look}"/>`;
}

export function box(x: number, y: number, width: number, height: number, look: string): string {
	return `<rect x="${tidy(x)}" y="${tidy(y)}" width="${tidy(width)}" height="${tidy(height)}" rx="2" class="${look}"/>`;
}

export const tidy = (number: number): string => String(Math.round(number * 10) / 10);

const escaped = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
