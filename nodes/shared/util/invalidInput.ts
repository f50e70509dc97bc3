/**
 * Something the user gave that cannot be sent: a blank ID, a word where a number belongs.
 * Thrown before any request is made. `message` names the parameter by its label, `remedy` says what to do;
 * the runner adds the item.
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
