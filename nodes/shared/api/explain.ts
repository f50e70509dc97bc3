import type { RequestFacts, Wording } from './appcuesError';
import { AppcuesError } from './appcuesError';
import type { Outcome } from './retry';
import { withoutQueries } from './withoutQueries';

const CREDENTIAL_REMEDY =
	"Open the credential and check 'API Key' and 'API Secret' (Appcues shows the secret once, when the key is made), and 'Region': keys of one region do not work in the other.";

const RATE_REMEDY =
	"Appcues allows 60 requests a second for the whole account, all integrations together. Lower 'Requests per Second' in the credential, or run this workflow at a quieter time.";

/** Turns the last outcome of a request into words. */
export function explain(outcome: Outcome, facts: RequestFacts, wording: Wording): AppcuesError {
	if (outcome.kind === 'network') return explainNetwork(outcome, facts, wording);
	const said = readEnvelope(outcome, wording);
	const [message, remedy] = headline(outcome.status, said, facts, wording);
	return new AppcuesError(
		message,
		lines(
			saidLine(said),
			requestLine(facts),
			remedy,
			(outcome.status >= 500 || facts.maybeDone) && unknownOutcome(wording, facts),
		),
		facts,
	);
}

/** The server asks for a longer pause than the node sits through. */
export function explainComeBack(
	milliseconds: number,
	outcome: Outcome,
	facts: RequestFacts,
	wording: Wording,
	now: number,
): AppcuesError {
	const minutes = Math.ceil(milliseconds / 60_000);
	return new AppcuesError(
		`Appcues asks to come back in ${minutes} minutes`,
		lines(
			outcome.kind === 'response' && saidLine(readEnvelope(outcome, wording)),
			`Not before ${new Date(now + milliseconds).toISOString()} (Retry-After).`,
			requestLine(facts),
			facts.status === 429 && RATE_REMEDY,
			(facts.maybeDone || (facts.status ?? 0) >= 500) && unknownOutcome(wording, facts),
		),
		facts,
	);
}

/** A success whose body makes no sense: an HTML page, half of a JSON text, a list where an object belongs. */
export function explainBody(
	body: string,
	expected: string,
	facts: RequestFacts,
	wording: Wording,
): AppcuesError {
	return new AppcuesError(
		`Appcues answered with something other than ${expected}`,
		lines(
			startLine(body.trim(), wording),
			requestLine(facts),
			"A proxy or a login page may be in between: check 'Base URL' in the credential.",
			unknownOutcome(wording, facts),
		),
		facts,
	);
}

function startLine(body: string, { secret }: Wording): string {
	if (body === '') return 'The answer starts with: nothing.';
	if (secret) return 'The answer is not shown here, since it may hold a secret.';
	return `The answer starts with: "${clip(withoutQueries(body), 120)}".`;
}

function headline(
	status: number,
	said: string,
	facts: RequestFacts,
	wording: Wording,
): [string, string?] {
	if (status === 400) return [`Appcues refused the request: ${said || 'it gave no reason'}`];
	if (status === 401) return ['Appcues did not accept the API key and secret', CREDENTIAL_REMEDY];
	if (status === 403) {
		return [
			'Appcues does not allow this API key to do that',
			"Check in Studio → Settings → API Keys that the key is enabled and has the permission, and in the credential that 'Account ID' is the key's account.",
		];
	}
	if (status === 404) {
		return [
			wording.subject ? `Appcues has no ${wording.subject}` : 'Appcues has nothing at this address',
			`${wording.subject ? 'Check the ID, and in' : 'In'} the credential check 'Account ID', 'Region' and 'Base URL'.`,
		];
	}
	if (status === 413)
		return [
			'Appcues found the request too large',
			'Send less at once: fewer items, or smaller batches.',
		];
	if (status === 429) {
		return [`Appcues' rate limit was still exceeded after ${times(facts.tries)}`, RATE_REMEDY];
	}
	if (status >= 300 && status < 400) {
		return [
			'Appcues sent the request on to another address, which is not followed',
			"Check 'Region' and 'Base URL' in the credential.",
		];
	}
	if (status >= 500)
		return [`Appcues could not answer after ${times(facts.tries)}: status ${status}`];
	return [`Appcues refused the request with status ${status}`];
}

function explainNetwork(
	outcome: Extract<Outcome, { kind: 'network' }>,
	facts: RequestFacts,
	wording: Wording,
): AppcuesError {
	return new AppcuesError(
		networkHeadline(outcome, facts),
		lines(
			requestLine(facts),
			outcome.code !== '' &&
				"Check the network of n8n, and 'Region' and 'Base URL' in the credential.",
			outcome.delivered === 'no' && !facts.maybeDone
				? 'The request never reached Appcues.'
				: unknownOutcome(wording, facts),
		),
		facts,
	);
}

const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);

function networkHeadline(
	{ code, reason }: Extract<Outcome, { kind: 'network' }>,
	{ tries, timeoutMs }: RequestFacts,
): string {
	if (code === '') return `n8n could not send the request: ${reason || 'it gave no reason'}`;
	if (TIMED_OUT.has(code) && timeoutMs !== undefined) {
		return `Appcues did not answer within ${timeoutMs / 1000} seconds (${times(tries)})`;
	}
	return `Appcues could not be reached: ${code} (${times(tries)})`;
}

function unknownOutcome({ howToCheck }: Wording, { method }: RequestFacts): string {
	const again = howToCheck ?? 'Running the node again does no harm.';
	return method === 'GET' ? again : `Appcues may or may not have done this. ${again}`;
}

/** Appcues' own `title` and `detail`, as far as the body has them; an answer in plain text as it is. */
function readEnvelope({ status, body }: Answered, { secret }: Wording): string {
	// With a 400 nothing was made that could be secret, and it says why.
	if (secret && status !== 400) return '';
	return withoutQueries(fromEnvelope(body));
}

function fromEnvelope(body: string): string {
	try {
		const parsed = JSON.parse(body) as unknown;
		if (typeof parsed !== 'object' || parsed === null) return '';
		const { title, detail } = parsed as Record<string, unknown>;
		return [title, detail]
			.filter((part): part is string => typeof part === 'string' && part.trim() !== '')
			.map((part) => clip(part.trim().replace(/\.$/, ''), 500))
			.join(': ');
	} catch {
		return body.trim() === '' ? '' : `"${clip(body.trim(), 120)}"`;
	}
}

type Answered = Extract<Outcome, { kind: 'response' }>;

const saidLine = (said: string) => said !== '' && `Appcues says: ${said}.`;

function requestLine({ method, path, status }: RequestFacts): string {
	return `Request: ${method} ${path}${status === undefined ? '' : `, status ${status}`}.`;
}

const times = (count: number) => (count === 1 ? '1 try' : `${count} tries`);

const clip = (text: string, length: number) =>
	text.length > length ? `${text.slice(0, length)}…` : text;

const lines = (...parts: Array<string | false | undefined>) => parts.filter(Boolean).join('\n');
