import type { AccountHistory, EventSeed } from './seed.cjs';
import { INVITE, WELCOME } from './demoContent.cjs';
import { type Person, demoGroups, demoPeople, sdkKeys } from './demoPeople.cjs';
import { Random } from './random.cjs';
import { Visit } from './visit.cjs';
import { showChecklist, showClassicFlow, showSomethingSmall, showTour } from './visitFlows.cjs';
import { askClassicSurvey, askNps2, askTrialSurvey } from './visitSurveys.cjs';

const DAYS = 91;
const DAY_MINUTES = 24 * 60;

/** Shared by every fake of the process, because its times are minutes before now. */
let sharedEvents: readonly EventSeed[] | undefined;

/** Returns the last quarter of the demo account: its people and their events, the same in every run. */
export function demoHistory(now: number): AccountHistory {
	const people = demoPeople();
	sharedEvents ??= visitsOf(people);
	return {
		users: Object.fromEntries(
			people.map((person, i) => [person.userId, profileOf(person, i, now)]),
		),
		groups: demoGroups(),
		groupUsers: membersOf(people),
		events: sharedEvents,
	};
}

function profileOf({ userId, profile }: Person, i: number, now: number) {
	return {
		...profile,
		...sdkKeys(userId, now - (1 + i) * 60_000),
		...(i % 3 === 0 && { '_appcuesForm_what-is-your-role': 'Developer' }),
	};
}

function membersOf(people: readonly Person[]): Record<string, string[]> {
	const members: Record<string, string[]> = {};
	for (const { groupId, userId } of people) (members[groupId] ??= []).push(userId);
	return members;
}

function visitsOf(people: readonly Person[]): EventSeed[] {
	const random = new Random(2026);
	const events: EventSeed[] = [];
	for (const person of people) visits(person, random, events);
	return events.sort((a, b) => b.minutesAgo - a.minutesAgo);
}

/** Adds all visits of one person: a first one with onboarding, then a visit every few days. */
function visits(person: Person, random: Random, events: EventSeed[]): void {
	const first = Math.min(person.joinedDaysAgo, DAYS - 1);
	const isNew = person.joinedDaysAgo < DAYS;
	let items = isNew ? 0 : Infinity;
	let lastSurvey = Infinity;
	for (let day = first; day >= 0; day -= 1) {
		const isFirst = isNew && day === first;
		if (!isFirst && !random.chance(0.22)) continue;
		// One to ten hours before the same time on that day.
		const visit = new Visit(person, day * DAY_MINUTES + random.int(60, 600), random, events);
		visit.appcues('session_started');
		visit.viewPage();
		if (isFirst && !person.isFamiliar) visit.track('Signed up', { plan: person.profile.plan });
		if (isFirst || random.chance(0.04)) showClassicFlow(visit, WELCOME, day);
		if (random.chance(0.08)) showClassicFlow(visit, INVITE, day);
		if (random.chance(0.12)) showTour(visit, day);
		if (items < 3) items = showChecklist(visit, items);
		if (random.chance(0.25)) showSomethingSmall(visit);
		if (isFirst && random.chance(0.3)) {
			visit.appcues('experiment_entered', { experimentId: 'experiment-tour', group: 'exposed' });
		}
		if (random.chance(0.3)) workInTheApp(visit);
		if (lastSurvey - day > 28 && random.chance(0.5)) {
			lastSurvey = day;
			ask(visit);
		}
	}
}

function workInTheApp(visit: Visit): void {
	visit.viewPage();
	if (visit.random.chance(0.2)) {
		visit.track('Invited teammate', { role: 'editor' });
	} else {
		const rows = visit.random.int(1, 900);
		visit.track('Created report', { report: 'Activity', rows, shared: rows % 2 === 0 });
	}
}

function ask(visit: Visit): void {
	const survey = visit.random.pick([askClassicSurvey, askClassicSurvey, askNps2, askTrialSurvey]);
	survey(visit);
}
