/** What a user means to send: one property of one user or group, or one event of a user. */
export interface Meant {
	id: string;
	name: string;
	value: unknown;
	time: string;
}

/** The same as messy data. Each part can be anything from a spreadsheet, a CRM or an expression. */
export interface Messy {
	id: unknown;
	name: string;
	value: unknown;
	time: unknown;
}

export const CLEAN: Meant = {
	id: 'user-7',
	name: 'plan',
	value: 'pro',
	time: '2026-01-15T12:00:00.000Z',
};

/** The parts of a record that an entry uses. */
export type Part = keyof Meant;

/** A record as it arrived at Appcues: only the parts that its entry uses. */
export type Arrived = Partial<Record<Part, unknown>>;
