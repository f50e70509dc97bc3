import type { IExecuteFunctions } from 'n8n-workflow';

/** Collects what a user should know about a run that went well, once each, and shows it above the output. */
export class Hints {
	private readonly messages = new Set<string>();

	add(message: string): void {
		this.messages.add(message);
	}

	show(context: IExecuteFunctions): void {
		for (const message of this.messages) {
			context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
		}
	}
}
