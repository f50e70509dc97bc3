import { AppcuesError } from '../api/appcuesError';
import { InvalidInput } from '../invalidInput';
import { JobError } from './jobError';

/** What went wrong, with a line more below its message. */
export function withNote(failure: Error, note: string): Error {
	if (failure instanceof JobError) {
		const { message, description, jobIds, status } = failure;
		return new JobError(message, `${description}\n${note}`, jobIds, status);
	}
	if (failure instanceof AppcuesError) {
		const { message, description, facts } = failure;
		return new AppcuesError(message, `${description}\n${note}`, facts);
	}
	if (failure instanceof InvalidInput) {
		const { message, remedy } = failure;
		return new InvalidInput(message, remedy === undefined ? note : `${remedy}\n${note}`);
	}
	return failure;
}
