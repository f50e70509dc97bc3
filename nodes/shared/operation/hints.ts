import type { IExecuteFunctions } from 'n8n-workflow';

import { Findings } from '../checks/findings';
import { PropertyChecks } from '../checks/properties';

/** Collects hints about a successful run, without duplicates, and shows them above the output. */
export class Hints {
	private readonly all = new Set<string>();

	/** What looks wrong in the data. */
	readonly findings = new Findings();

	/** The checks of all properties that are sent. */
	readonly properties = new PropertyChecks(this.findings);

	add(message: string): void {
		this.all.add(message);
	}

	show(context: IExecuteFunctions): void {
		this.properties.close();
		for (const message of [...this.all, ...this.findings.messages()]) {
			context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
		}
	}
}
