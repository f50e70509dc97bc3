import { isoTime } from './clock.cjs';
import type { FlowSeed } from './seed.cjs';
import { claimedUrl } from './urls.cjs';

const AUTHOR = 'fake-appcues';

/** A flow. The API can only publish it and take it back; the rest is made in Appcues' own editor. */
export class FakeFlow {
	readonly id: string;
	readonly name: string;
	published: boolean;
	readonly #frequency: string;
	readonly #tagIds: readonly string[];
	readonly #accountId: string;
	readonly #createdAt: number;
	#updatedAt: number;

	constructor(seed: FlowSeed, accountId: string, now: number) {
		this.id = seed.id;
		this.name = seed.name;
		this.published = seed.published ?? false;
		this.#frequency = seed.frequency ?? 'once';
		this.#tagIds = [...(seed.tagIds ?? [])];
		this.#accountId = accountId;
		this.#createdAt = now;
		this.#updatedAt = now;
	}

	/** Publishing what is published changes nothing, not even the time of the last change. */
	setPublished(published: boolean, now: number): void {
		if (this.published === published) return;
		this.published = published;
		this.#updatedAt = now;
	}

	/** The flow as the API shows it. */
	toJson() {
		return {
			id: this.id,
			name: this.name,
			published: this.published,
			frequency: this.#frequency,
			tag_ids: this.#tagIds,
			tags: Object.fromEntries(this.#tagIds.map((id) => [id, true])),
			url: claimedUrl(this.#accountId, 'flows', this.id),
			created_at: isoTime(this.#createdAt),
			created_by: AUTHOR,
			updated_at: isoTime(this.#updatedAt),
			updated_by: AUTHOR,
		};
	}
}
