import type { Exchange, RequestFacts } from './appcuesError';
import { AppcuesError } from './appcuesError';
import { explainCertificate, isCertificateCode } from './certificates';
import type { Outcome } from './retry';
import { serverText } from './serverText';

/** What may mend a download: a fresh link, as this one has expired; the same once more, as it broke off; nothing. */
export type Mend = 'freshLink' | 'again' | 'never';

/** A file of a finished job that could not be fetched, or that makes no sense. */
export class DownloadError extends AppcuesError {
	constructor(
		message: string,
		description: string,
		facts: RequestFacts,
		readonly mend: Mend,
	) {
		super(message, description, facts);
		this.name = 'DownloadError';
	}
}

/** Storage services answer so when a signed link has expired, or was not signed as they like it. */
const REFUSED = new Set([400, 401, 403]);

/** Puts into words why a link could not be opened. Nothing of its query string is in here. */
export function explainLink(outcome: Outcome, { facts, redact }: Exchange): DownloadError {
	const where = `Download: ${facts.path}`;
	if (outcome.kind === 'network') {
		const reason = serverText(outcome.reason, 300, redact);
		if (isCertificateCode(outcome.code)) {
			const { headline, lines } = explainCertificate(outcome.code, facts.host ?? '', reason);
			return new DownloadError(headline, [...lines, `${where}.`].join('\n'), facts, 'never');
		}
		return new DownloadError(
			outcome.code === ''
				? `n8n could not start the download: ${reason}`
				: `The download could not be reached: ${outcome.code} (${tries(facts)})`,
			`${where}.\nThe file lies on another host than Appcues itself: check that the network of n8n lets it through.`,
			facts,
			'never',
		);
	}
	const { status } = outcome;
	const told = { ...facts, status };
	const request = `${where}, status ${status}.`;
	if (REFUSED.has(status)) {
		return new DownloadError(
			`The download link has expired or is refused: status ${status}`,
			`${request}\nSuch a link holds for a while only. If this goes on, a proxy between n8n and that host may change requests.`,
			told,
			'freshLink',
		);
	}
	if (status === 404 || status === 410) {
		return new DownloadError(
			`The file of the export is not there: status ${status}`,
			`${request}\nAppcues may have removed it already.`,
			told,
			'never',
		);
	}
	return new DownloadError(
		`The download could not be had after ${tries(facts)}: status ${status}`,
		request,
		told,
		'never',
	);
}

const tries = ({ tries: count }: RequestFacts) => (count === 1 ? '1 try' : `${count} tries`);
