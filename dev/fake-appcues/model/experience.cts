import { EXPERIENCE_TYPES, type ExperienceType } from './experienceTypes.cjs';
import { Publishable } from './publishable.cjs';
import type { ExperienceSeed } from './seed.cjs';
import { claimedUrl } from './urls.cjs';

const AUTHOR = 'fake-appcues';

/** A banner, a pin, a checklist…: what is made in Appcues' editors besides classic flows. */
export class FakeExperience extends Publishable {
	readonly id: string;
	readonly name: string;
	/** The path segment of its type. */
	readonly type: ExperienceType;
	readonly #tagIds: readonly string[];
	readonly #steps: readonly string[];
	readonly #frequency: string;
	readonly #accountId: string;

	constructor(seed: ExperienceSeed, accountId: string, now: number) {
		super(seed.published ?? false, now);
		this.id = seed.id;
		this.name = seed.name;
		this.type = seed.type;
		this.#tagIds = [...(seed.tagIds ?? [])];
		this.#steps = [...(seed.steps ?? [])];
		this.#frequency = seed.frequency ?? 'once';
		this.#accountId = accountId;
	}

	/** Returns the experience as the API shows it: with times in milliseconds, unlike a flow. */
	toJson() {
		const { type, platform } = EXPERIENCE_TYPES[this.type];
		const url = claimedUrl(this.#accountId, this.type, this.id);
		return {
			id: this.id,
			name: this.name,
			type,
			account_id: this.#accountId,
			app_id: `app-${platform}`,
			state: this.published ? 'PUBLISHED' : 'DRAFT',
			published: this.published,
			platform,
			frequency: this.#frequency,
			preview_url: `${url}/preview`,
			url,
			theme: 'default',
			steps: this.#steps.map((title, i) => ({ id: `${this.id}-step-${i + 1}`, title })),
			traits: [{ type: '@appcues/target', config: {} }],
			tag_ids: this.#tagIds,
			tags: Object.fromEntries(this.#tagIds.map((id) => [id, true])),
			created_at: this.createdAt,
			created_by: AUTHOR,
			updated_at: this.updatedAt,
			updated_by: AUTHOR,
		};
	}
}
