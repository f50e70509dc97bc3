/** Something that an account can show to its end users. The API can only publish and unpublish it. */
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

	/** Publishing something published changes nothing, not even the update time. */
	setPublished(published: boolean, now: number): void {
		if (this.#published === published) return;
		this.#published = published;
		this.#updatedAt = now;
	}
}
