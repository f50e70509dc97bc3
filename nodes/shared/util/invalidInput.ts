/**
 * Invalid input of the user, such as a blank ID or a word instead of a number. Thrown before any request is sent.
 * `message` contains the parameter's label, `remedy` says what to do. The runner adds the item.
 */
export class InvalidInput extends Error {
	constructor(
		message: string,
		readonly remedy?: string,
	) {
		super(message);
		this.name = 'InvalidInput';
	}
}
