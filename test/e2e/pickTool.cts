import type { ModelRequest, Tool, Turn } from './fakeChatModel.cjs';

/** Words that say nothing about a tool. */
const FILLERS = new Set(
	'a an the and or of to in from for by is are please our this that it with appcues'.split(' '),
);

/** The words of a text, without endings and fillers. */
const wordsOf = (text: string): Set<string> =>
	new Set(
		(text.toLowerCase().match(/[a-z]+/g) ?? [])
			.filter((word) => !FILLERS.has(word))
			.map((word) => word.replace(/s$/, '')),
	);

const wordsOfTool = ({ name, description = '' }: Tool) => wordsOf(`${name} ${description}`);

/**
 * Chooses a tool as a very simple model would: the one whose name and description share most words with the request. A
 * word counts less if several tools have it.
 *
 * @param args for all parameters that a tool can have
 */
export function pickTool(
	{ messages, tools = [] }: ModelRequest,
	args: Record<string, string>,
): Turn {
	const asked = wordsOf(String(messages.at(-1)?.content));
	const known = tools.map((tool) => wordsOfTool(tool.function));
	const ranked = tools
		.map((tool, index) => {
			const shared = [...asked].filter((word) => known[index]?.has(word));
			const score = shared.reduce(
				(sum, word) => sum + 1 / known.filter((words) => words.has(word)).length,
				0,
			);
			return { tool: tool.function, score };
		})
		.sort((one, other) => other.score - one.score);
	const [best] = ranked;
	if (!best) throw new Error('There are no tools');
	const names = Object.keys(best.tool.parameters?.properties ?? {});
	return {
		tool: best.tool.name,
		args: Object.fromEntries(names.map((name) => [name, args[name] ?? ''])),
	};
}
