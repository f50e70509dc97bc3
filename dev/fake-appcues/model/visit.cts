import type { EventSeed } from './seed.cjs';
import type { Person } from './demoPeople.cjs';
import type { Random } from './random.cjs';
import type { Attributes } from './sdkEvents.cjs';

const PAGES = ['dashboard', 'reports', 'reports/new', 'settings/team'] as const;

/** One visit of a user to the app. Each event happens a little later than the one before. */
export class Visit {
	readonly #sessionId: string;
	#minutesAgo: number;
	#page: string;

	constructor(
		readonly person: Person,
		minutesAgo: number,
		readonly random: Random,
		private readonly events: EventSeed[],
	) {
		this.#minutesAgo = minutesAgo;
		this.#sessionId = `session-${events.length}`;
		this.#page = random.pick(PAGES);
	}

	/** The ID of one display of an experience. */
	instance(): string {
		const hex = (length: number) =>
			Array.from({ length }, () => this.random.int(0, 15).toString(16)).join('');
		return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
	}

	/** Lets time pass. Every visit ends before now. */
	wait(minutes: number): void {
		this.#minutesAgo = Math.max(0, this.#minutesAgo - minutes);
	}

	/** Tracks one of the customer's own events. */
	track(name: string, attributes: Attributes = {}): void {
		const { userId, groupId } = this.person;
		this.events.push({
			...{ userId, groupId, name, attributes: { ...attributes } },
			minutesAgo: this.#minutesAgo,
			source: 'web',
			context: {
				url: `https://app.acme.example/${this.#page}`,
				locale_id: 'default',
				session_id: this.#sessionId,
			},
		});
		this.wait(this.random.int(5, 50) / 60);
	}

	/** Tracks an event as Appcues' SDK does, sometimes with a snapshot of the profile. */
	appcues(name: string, attributes: Attributes = {}): void {
		const { userId, profile } = this.person;
		const identity = this.random.chance(0.2) && { _identity: { userId, ...profile } };
		this.track(`appcues:${name}`, { ...attributes, ...identity });
	}

	/** Tracks an event of a classic flow, which includes the session. */
	classic(name: string, attributes: Attributes): void {
		this.appcues(name, { ...attributes, sessionId: this.#sessionId });
	}

	viewPage(): void {
		this.#page = this.random.pick(PAGES);
		this.appcues('page_view');
	}
}
