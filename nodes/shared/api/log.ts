import type { RequestContext } from './send';

/**
 * Writes a line to n8n's log, at the level that n8n shows by default. It names the node and the execution in the text:
 * on the console n8n prints nothing else at that level. No secrets and no people in it.
 */
export function logInfo(context: RequestContext, line: string): void {
	const node = context.getNode().name;
	const executionId = context.getExecutionId();
	// What is quoted may hold line ends, and must not look like lines of its own.
	const text = `"${node}" in execution ${executionId}: ${line}`.replace(/\s+/g, ' ');
	context.logger.info(text, { node, executionId, workflowId: context.getWorkflow().id });
}
