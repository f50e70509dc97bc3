/** What an account shows to its end users, or not. Publishing is all that the API can do with it. */
export class Publishable {
	#published: boolean;
	#updatedAt: number;

	constructor(
		published: boolean,
		/** In milliseconds, as is `updatedAt`. */
		readonly createdAt: number,
	) {
		this.#published = published;
		this.#updatedAt = createdAt;
	}

	get published(): boolean {
		return this.#published;
	}

	get updatedAt(): number {
		return this.#updatedAt;
	}

	/** Publishing what is published changes nothing, not even the time of the last change. */
	setPublished(published: boolean, now: number): void {
		if (this.#published === published) return;
		this.#published = published;
		this.#updatedAt = now;
	}
}
