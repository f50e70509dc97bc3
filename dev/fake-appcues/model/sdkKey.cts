import { isoTime } from './clock.cjs';

/** How many an account can have. */
export const SDK_KEYS_ALLOWED = 5;

/** The switches of an SDK key. */
export type SdkKeyMode = 'enforcement_mode' | 'secure_data_ingest';

/** A key that the customer's app uses to sign user IDs. Not an API key. */
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

	/** Returns the key without its secret, for display. */
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

	/** Returns the key as the API shows it. Every field of it is a guess (?). */
	toJson() {
		return { ...this.toSummary(), key: `sdk-secret-of-${this.id}` };
	}
}
