import type { NodeHint } from 'n8n-workflow';

/** A parameter that is an expression and reads data, such as the item. `$now` and `$today` aren't data. */
const READS_DATA = String.raw`/"=[^"]*\$(?!now\b|today\b)/`;

/**
 * Returns the hint that a node runs once for each input item. n8n shows it before the node runs, if there are several
 * items and no parameter reads them. n8n has such a hint itself, but only for operations with the value `getAll`,
 * `getMany`, `read` or `search`.
 *
 * @param operations their values; undefined for all operations of the node
 */
export function executeOnceHint(operations?: readonly string[]): NodeHint {
	const conditions = [
		...(operations ? [`${JSON.stringify(operations)}.includes($parameter.operation)`] : []),
		'$input.all().length > 1',
		`!${READS_DATA}.test(JSON.stringify($rawParameter))`,
	];
	return {
		message:
			"This node runs once for each input item, unless 'Execute Once' is on in the node settings.",
		type: 'info',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
		displayCondition: `={{ ${conditions.join(' && ')} }}`,
	};
}
