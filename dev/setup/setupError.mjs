/** Something the reader can mend: its message is shown alone, without a stack trace. */
export class SetupError extends Error {
	constructor(message) {
		super(message);
		this.name = 'SetupError';
	}
}
