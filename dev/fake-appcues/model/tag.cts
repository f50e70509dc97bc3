import { isoTime } from './clock.cjs';
import type { TagSeed } from './seed.cjs';
import { claimedUrl } from './urls.cjs';

/** A tag. The API can only read it. */
export class FakeTag {
	readonly id: string;
	readonly name: string;

	constructor(
		seed: TagSeed,
		private readonly accountId: string,
		private readonly createdAt: number,
	) {
		this.id = seed.id;
		this.name = seed.name;
	}

	/** Returns the tag as the API shows it. */
	toJson() {
		return {
			id: this.id,
			name: this.name,
			created_at: isoTime(this.createdAt),
			created_by: 'fake-appcues',
			updated_at: isoTime(this.createdAt),
			updated_by: 'fake-appcues',
			url: claimedUrl(this.accountId, 'tags', this.id),
		};
	}
}
