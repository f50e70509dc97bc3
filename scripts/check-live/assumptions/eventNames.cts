import { experienceKind, studioEventsOf } from '../../../nodes/shared/events/recognize';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';
import { valuesOf } from '../observations/analytics.cjs';

/** Families in Studio's list whose names no source gives. */
const UNSURE = /email|workflow|push|device/i;

const judgeKnown = (all: string[], isKnown: (value: string) => boolean) => {
	const unknown = all.filter((value) => !isKnown(value));
	const seen = unknown.length > 0 ? `unknown: ${unknown.join(', ')}` : all.join(', ');
	return verdict(unknown.length === 0, seen);
};

/** The names of Appcues' events and experiences. Checked in 90 days of analytics. */
export const eventNames: Assumption[] = [
	{
		id: 'event-names',
		title: 'The names of events about emails, workflows, push messages and devices',
		expected: 'names that the trigger knows',
		grade: '?',
		copes: 'the trigger knows likely names, and its Custom Events field accepts any other',
		file: 'nodes/shared/events/studioEvents.ts',
		check: async (context) => {
			const names = (await valuesOf(context, 'name')).filter((name) => UNSURE.test(name));
			if (names.length === 0) throw new NotChecked('there was no such event in 90 days');
			return judgeKnown(
				names,
				(name) => studioEventsOf({ name }).length > 0 || /device_updated$/i.test(name),
			);
		},
	},
	{
		id: 'experience-types',
		title: "The types of experiences in the events of today's Appcues",
		expected: 'words that the trigger knows',
		grade: '?',
		copes: 'an event of an unknown type counts as a web flow, a mobile flow, a banner and a pin',
		file: 'nodes/shared/events/recognize.ts',
		check: async (context) => {
			const types = await valuesOf(context, 'experience_type');
			if (types.length === 0) throw new NotChecked('no event of 90 days has a type');
			return judgeKnown(types, (type) => experienceKind(type) !== undefined);
		},
	},
];
