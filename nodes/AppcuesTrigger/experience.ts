import type { AppcuesEvent } from './eventBody';
import { asText, Facts } from './facts';

/** What Appcues shows to people, by the words its events may use. A flow's event may name its survey too. */
const EXPERIENCES = [
	'flow',
	'experience',
	'checklist',
	'pin',
	'banner',
	'launchpad',
	'embed',
	'mobileFlow',
	'survey',
	'nps',
	'workflow',
];

export const EXPERIENCE_ID_KEYS = EXPERIENCES.map((word) => `${word}Id`);
export const EXPERIENCE_NAME_KEYS = EXPERIENCES.map((word) => `${word}Name`);

/** Every experience that an event names: its own, and the workflow that it may belong to. */
export function experienceIds(event: AppcuesEvent): string[] {
	const facts = new Facts(event);
	return EXPERIENCE_ID_KEYS.flatMap((key) => facts.take([key], asText) ?? []);
}
