import { isoTime } from './clock.cjs';

/** How many an account may have. */
export const SDK_KEYS_ALLOWED = 5;

/** What an SDK key can be told to do. */
export type SdkKeyMode = 'enforcement_mode' | 'secure_data_ingest';

/** A key that the customer's app signs user IDs with. Not an API key. */
export class FakeSdkKey {
	readonly #on = new Set<SdkKeyMode>();

	constructor(
		readonly id: string,
		private readonly fields: { name: string; tag_field?: string },
		private readonly createdAt: number,
	) {}

	get name(): string {
		return this.fields.name;
	}

	get tagField(): string | undefined {
		return this.fields.tag_field;
	}

	isOn(mode: SdkKeyMode): boolean {
		return this.#on.has(mode);
	}

	set(mode: SdkKeyMode, on: boolean): void {
		if (on) this.#on.add(mode);
		else this.#on.delete(mode);
	}

	/** Without the secret, for whoever only looks. */
	toSummary() {
		return {
			id: this.id,
			name: this.name,
			tag_field: this.tagField ?? null,
			enforcement_mode: this.isOn('enforcement_mode'),
			secure_data_ingest: this.isOn('secure_data_ingest'),
			created_at: isoTime(this.createdAt),
		};
	}

	/** The key as the API shows it; every field of it is a guess (?). */
	toJson() {
		return { ...this.toSummary(), key: `sdk-secret-of-${this.id}` };
	}
}
