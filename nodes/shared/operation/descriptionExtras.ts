/**
 * Parts of a node's description that older versions of n8n ignore. They are spread into it, because the types of those
 * versions don't have them.
 */

/** Another node that workflows use together with a node. */
interface RelatedNode {
	/** `n8n-nodes-base.if` */
	nodeType: string;
	/** What it is for, to the workflow builder. */
	relationHint: string;
}

/** Returns what n8n's AI workflow builder needs to know to use a node correctly. */
export const builderHint = (searchHint: string, relatedNodes: RelatedNode[] = []) => ({
	builderHint: { searchHint, ...(relatedNodes.length > 0 && { relatedNodes }) },
});

/**
 * Marks fields of the output as secrets, so that n8n can hide them in execution data.
 *
 * @param fields their paths in an item's JSON: `key`, `events[*].url`
 */
export const sensitiveOutput = (...fields: string[]) => ({ sensitiveOutputFields: fields });
