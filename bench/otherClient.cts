import type { Fake } from './fake.cjs';

/** Another integration of the same account: requests its tags at a steady rate and ignores the responses. */
export class OtherClient {
	private readonly statuses: Array<Promise<number>> = [];

	private readonly timer: NodeJS.Timeout;

	constructor(fake: Fake, requestsPerSecond: number) {
		const start = performance.now();
		// By the clock and not by the timer, which is sometimes late.
		const send = () => {
			const due = ((performance.now() - start) / 1000) * requestsPerSecond;
			while (this.statuses.length < due) this.statuses.push(fake.otherClient('/tags'));
		};
		this.timer = setInterval(send, 1000 / requestsPerSecond / 2);
	}

	/** Returns how many it has sent, and how many of them were refused. */
	async stop(): Promise<{ sent: number; refused: number }> {
		clearInterval(this.timer);
		const statuses = await Promise.all(this.statuses);
		return { sent: statuses.length, refused: statuses.filter((status) => status === 429).length };
	}
}
