import { Cancelled } from '../../shared/api/clock';
import { listExperiences } from '../../shared/api/endpoints/experiences';
import type { RunContext } from '../../shared/operation/operation';
import { asError } from '../../shared/util/asError';

/** The names of the account's NPS 2.0 surveys, by ID. Appcues has no list of classic surveys. */
export type SurveyNames = ReadonlyMap<string, string | undefined>;

/** Returns a function that asks Appcues for the names once. Without the list, it adds a hint: events have names too. */
export function surveyNames({ appcues, hints }: RunContext): () => Promise<SurveyNames> {
	let names: Promise<SurveyNames> | undefined;
	const load = async (): Promise<SurveyNames> => {
		const surveys = await listExperiences(appcues, { path: 'nps', noun: 'NPS 2.0 survey' });
		return new Map(surveys.map(({ id, name }) => [id, name?.trim() || undefined]));
	};
	const withoutList = (thrown: unknown): SurveyNames => {
		if (thrown instanceof Cancelled) throw thrown;
		hints.add(
			`The names of surveys are those in the events, because the list of surveys isn't available. ${asError(thrown).message}.`,
		);
		return new Map();
	};
	return async () => await (names ??= load().catch(withoutList));
}
