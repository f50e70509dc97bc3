import { AppcuesError } from '../../shared/api/appcuesError';
import type { AppcuesClient } from '../../shared/api/client';
import type { ExperienceKind } from '../../shared/api/endpoints/experiences';
import { FLOWS, listExperiences } from '../../shared/api/endpoints/experiences';
import type { Experience } from '../../shared/api/endpoints/types';
import { EXPERIENCE_TYPES } from '../../shared/fields/experienceTypes';
import type { Hints } from '../../shared/operation/hints';

/** Experiences by ID. */
export type Listed = ReadonlyMap<string, Experience>;

export const CLASSIC: readonly ExperienceKind[] = [FLOWS];

const V2_FLOW_PATHS = ['flows-v2', 'mobile'];

/** Flows 2.0 on the web and on phones. */
export const V2_FLOWS: readonly ExperienceKind[] = EXPERIENCE_TYPES.filter(({ path }) =>
	V2_FLOW_PATHS.includes(path),
);

/** Banners, checklists, NPS 2.0 surveys and so on. They have the same events as v2 flows. */
export const OTHERS: readonly ExperienceKind[] = EXPERIENCE_TYPES.filter(
	({ path }) => !V2_FLOW_PATHS.includes(path),
);

export const CHECKLISTS = EXPERIENCE_TYPES.filter(({ path }) => path === 'checklists');

export const SURVEYS = EXPERIENCE_TYPES.filter(({ path }) => path === 'nps');

/** The statuses that mean that a list isn't available with this API key or in this account. */
const UNAVAILABLE: readonly unknown[] = [403, 404];

/** Looks up the names of flows and other experiences, which analytics don't have. Each list is requested once. */
export class Names {
	private readonly lists = new Map<string, Promise<Listed>>();

	/** @param hints where to note a list that Appcues refuses */
	constructor(
		private readonly appcues: AppcuesClient,
		private readonly hints: Hints,
	) {}

	/** Returns all experiences of some kinds. A kind that Appcues refuses is missing, with a hint. */
	async list(kinds: readonly ExperienceKind[]): Promise<Listed> {
		const lists = await Promise.all(kinds.map(async (kind) => await this.one(kind)));
		return new Map(lists.flatMap((list) => [...list]));
	}

	/** Returns the experiences with these IDs, and requests only as many lists as needed. @param groups in order */
	async find(
		ids: readonly string[],
		groups: ReadonlyArray<readonly ExperienceKind[]>,
	): Promise<Listed> {
		const found = new Map<string, Experience>();
		let missing = ids.filter((id) => id !== '');
		for (const kinds of groups) {
			if (missing.length === 0) break;
			const listed = await this.list(kinds);
			for (const id of missing) {
				const experience = listed.get(id);
				if (experience) found.set(id, experience);
			}
			missing = missing.filter((id) => !found.has(id));
		}
		return found;
	}

	private async one(kind: ExperienceKind): Promise<Listed> {
		const known = this.lists.get(kind.path);
		if (known) return await known;
		const list = this.load(kind);
		this.lists.set(kind.path, list);
		return await list;
	}

	private async load(kind: ExperienceKind): Promise<Listed> {
		const all = await listExperiences(this.appcues, kind).catch((thrown: unknown) => {
			const status = thrown instanceof AppcuesError ? thrown.info.status : undefined;
			if (!UNAVAILABLE.includes(status)) throw thrown;
			this.hints.add(
				`Appcues didn't list the ${kind.noun}s (status ${status}), so the report has no names of ${kind.noun}s.`,
			);
			return [];
		});
		return new Map(all.map((experience) => [experience.id, experience]));
	}
}

/** Returns the name of an experience; null if it's unknown. */
export const nameOf = (listed: Listed, id: string): string | null => listed.get(id)?.name ?? null;
