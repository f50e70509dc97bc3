import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Redact } from '../shared/api/redact';
import { redactor } from '../shared/api/redact';
import { serverText } from '../shared/api/serverText';
import type { AppcuesEvent } from '../shared/events/event';
import { eventTime, isEvent } from '../shared/events/event';
import { experienceIds, simplifyEvent } from '../shared/events/simplify';
import { parseJson } from '../shared/util/parseJson';
import { SeenDeliveries, deliveryKey } from './seenDeliveries';
import type { Settings } from './settings';
import { readSettings } from './settings';
import type { Verdict } from './signature';
import { isNear, verifySignature } from './signature';
import { readSecret } from './webhookSecret';

/** How long a delivery is remembered at least, in milliseconds. */
const REMEMBERED = 600_000;

/** How much of a reason is logged, in characters. */
const LONGEST_REASON = 500;

const deliveries = new SeenDeliveries();

/** What is said to the caller. */
interface Answer {
	status: 200 | 400 | 401 | 500;
	message: string;
}

/**
 * What the trigger does with a call: checks the signature, reads the events, and starts the workflow with those that it
 * listens to and has not had before. It never throws: n8n would record an execution for it.
 *
 * It answers every call itself. Left to n8n (2.41), the answer to a call that starts something would come after the
 * start, which undoes the note that the static data has changed: from the second delivery on nothing would be stored.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const received = await events(context).then(
		(outcome) => outcome,
		async (thrown: unknown): Promise<Answer> => {
			const said = thrown instanceof Error ? thrown.message : String(thrown);
			const reason = serverText(said, LONGEST_REASON, await redactorOf(context));
			log(context, `could not check a call: ${reason}`);
			return { status: 500, message: 'The trigger is not set up to receive this' };
		},
	);
	if (Array.isArray(received)) {
		answer(context, { status: 200, message: 'Received' });
		return { noWebhookResponse: true, workflowData: [received] };
	}
	if (received.status === 400 || received.status === 401) {
		log(context, `refused a call: ${received.message}`);
	}
	answer(context, received);
	return { noWebhookResponse: true };
}

function answer(context: IWebhookFunctions, { status, message }: Answer): void {
	context.getResponseObject().status(status).json({ message });
}

async function events(context: IWebhookFunctions): Promise<INodeExecutionData[] | Answer> {
	const settings = readSettings(context);
	const rawBody = await readRawBody(context);
	const now = Date.now();
	const verdict = settings.verify ? await verify(context, rawBody, settings, now) : undefined;
	if (verdict?.ok === false) return { status: verdict.status, message: verdict.reason };
	noteForm(context, verdict?.form);
	const all = readEvents(rawBody);
	if (!all) return { status: 400, message: 'The body is not an Appcues event as JSON' };
	if (
		verdict &&
		!verdict.coversTimestamp &&
		!all.every((event) => isCurrent(event, settings, now))
	) {
		return { status: 401, message: 'The time of the event is missing, too old or too far ahead' };
	}
	const wanted = all.filter((event) => isWanted(event, settings));
	if (wanted.length === 0) return { status: 200, message: 'Not an event this workflow listens to' };
	// Made before they are noted down: what cannot be made may come again.
	const items = wanted.map((event) => ({
		json: settings.simplify ? simplifyEvent(event) : event,
	}));
	const isFresh = firstSeen(context, wanted, rawBody, settings, now);
	const fresh = items.filter((_, place) => isFresh[place]);
	return fresh.length > 0 ? fresh : { status: 200, message: 'Already received' };
}

/**
 * Reads the events of a body: one object or an array of them, each with a name.
 *
 * @returns undefined for anything else
 */
function readEvents(rawBody: Buffer): AppcuesEvent[] | undefined {
	// A byte order mark isn't part of the JSON.
	const parsed = parseJson(rawBody.toString('utf8').replace(/^\uFEFF/, ''), 'exact');
	const read = Array.isArray(parsed) ? parsed : [parsed];
	return read.length > 0 && read.every(isEvent) ? read : undefined;
}

/** Forms of signatures that are in the log, so that each is there once. */
const loggedForms = new Set<string>();

/** Appcues doesn't publish what it signs: the log shows what it was. */
function noteForm(context: IWebhookFunctions, form: string | undefined): void {
	if (form === undefined || loggedForms.has(form)) return;
	loggedForms.add(form);
	const workflowId = context.getWorkflow().id;
	const name = context.getNode().name;
	context.logger.info(`"${name}" accepted a call with this signature: ${form}`, { workflowId });
}

async function verify(
	context: IWebhookFunctions,
	rawBody: Buffer,
	{ tolerance }: Settings,
	now: number,
): Promise<Verdict> {
	const headers = {
		signature: header(context, 'x-apc-signature'),
		timestamp: header(context, 'x-apc-timestamp'),
	};
	return verifySignature(rawBody, headers, { secret: await readSecret(context), now, tolerance });
}

function header(context: IWebhookFunctions, name: string): string | undefined {
	const value = context.getHeaderData()[name];
	return Array.isArray(value) ? value[0] : value;
}

/**
 * The bytes that were sent, before n8n read them as JSON (unpacked, if they were packed). Of a form upload n8n keeps
 * none.
 */
async function readRawBody(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject();
	if (!request.rawBody && !request.readableEnded) await request.readRawBody();
	return request.rawBody ?? Buffer.alloc(0);
}

function isCurrent(event: AppcuesEvent, { tolerance }: Settings, now: number): boolean {
	const time = eventTime(event);
	return time !== undefined && isNear(time.milliseconds, now, tolerance);
}

function isWanted(event: AppcuesEvent, { listensTo, experiences }: Settings): boolean {
	if (!listensTo(event)) return false;
	return !experiences || experienceIds(event).some((id) => experiences.has(id));
}

/**
 * A signed call can be repeated from as far before its time as the tolerance says to as far after it: for that long it
 * is remembered. A test listens for one event, and people send the same one again to try: there nothing is a repeat.
 */
function firstSeen(
	context: IWebhookFunctions,
	wanted: AppcuesEvent[],
	rawBody: Buffer,
	{ tolerance }: Settings,
	now: number,
): boolean[] {
	if (context.getMode() === 'manual') return wanted.map(() => true);
	return deliveries.markSeen(
		`${context.getWorkflow().id} ${context.getNode().id}`,
		context.getWorkflowStaticData('node'),
		wanted.map((event, place) => deliveryKey(event, rawBody, place)),
		now,
		Math.max(REMEMBERED, 2 * tolerance),
	);
}

/** Redacts the credential's secrets, as far as the credential can be read. */
async function redactorOf(context: IWebhookFunctions): Promise<Redact> {
	const credential = context.getCredentials<Record<string, unknown>>('appcuesApi');
	return redactor(await credential.catch(() => ({})));
}

function log(context: IWebhookFunctions, what: string): void {
	const workflowId = context.getWorkflow().id;
	context.logger.warn(`"${context.getNode().name}" ${what}`, { workflowId });
}
