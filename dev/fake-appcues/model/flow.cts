import { isoTime } from './clock.cjs';
import { Publishable } from './publishable.cjs';
import type { FlowSeed } from './seed.cjs';
import { claimedUrl } from './urls.cjs';

const AUTHOR = 'fake-appcues';

/** A flow. The API can only publish and unpublish it. */
export class FakeFlow extends Publishable {
	readonly id: string;
	readonly name: string;
	readonly #frequency: string;
	readonly #tagIds: readonly string[];
	readonly #accountId: string;

	constructor(seed: FlowSeed, accountId: string, now: number) {
		super(seed.published ?? false, now);
		this.id = seed.id;
		this.name = seed.name;
		this.#frequency = seed.frequency ?? 'once';
		this.#tagIds = [...(seed.tagIds ?? [])];
		this.#accountId = accountId;
	}

	/** Returns the flow as the API shows it. */
	toJson() {
		return {
			id: this.id,
			name: this.name,
			published: this.published,
			frequency: this.#frequency,
			tag_ids: this.#tagIds,
			tags: Object.fromEntries(this.#tagIds.map((id) => [id, true])),
			url: claimedUrl(this.#accountId, 'flows', this.id),
			created_at: isoTime(this.createdAt),
			created_by: AUTHOR,
			updated_at: isoTime(this.updatedAt),
			updated_by: AUTHOR,
		};
	}
}
