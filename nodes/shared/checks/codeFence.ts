/** What AI models put around JSON and lists. */
const FENCE = /^\s*```\w*\s*\n([\s\S]*?)\n?\s*```\s*$/;

/** Returns a text without the code fence around it, if it has one. */
export function withoutFence(text: string): string {
	return text.includes('```') ? (FENCE.exec(text)?.[1] ?? text) : text;
}
