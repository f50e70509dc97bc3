import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { hasStudio } from '../shared/api/account';
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
import { messageOf } from '../shared/util/asError';

/** How long to remember a delivery at least, in milliseconds. */
const REMEMBERED = 600_000;

/** The maximum length of a logged reason, in characters. */
const LONGEST_REASON = 500;

const deliveries = new SeenDeliveries();

/** The response to the caller. */
interface Answer {
	status: 200 | 400 | 401 | 500;
	message: string;
}

/**
 * Handles a call: checks the signature, reads the events, and starts the workflow with the new ones that it listens to.
 * It never throws, because n8n would record an execution.
 *
 * It responds to every call itself. If n8n (2.41) responded, it would do so after the start of the workflow, which resets
 * the mark that the static data has changed: n8n would only save the first delivery.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const received = await events(context).then(
		(outcome) => outcome,
		async (thrown: unknown): Promise<Answer> => {
			const message = messageOf(thrown);
			const reason = serverText(message, LONGEST_REASON, await redactorOf(context));
			log(context, `couldn't check a call: ${reason}`);
			return { status: 500, message: 'The trigger is not set up correctly' };
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
	// Create the items first: if that fails, Appcues can retry the delivery.
	const knowsStudio = settings.simplify && (await readHasStudio(context));
	const items = wanted.map((event) => ({
		json: settings.simplify ? simplifyEvent(event, knowsStudio) : event,
	}));
	const isFresh = firstSeen(context, wanted, rawBody, settings, now);
	const fresh = items.filter((_, place) => isFresh[place]);
	return fresh.length > 0 ? fresh : { status: 200, message: 'Already received' };
}

/**
 * Reads the events of a body: an object or an array of objects, each with a name.
 *
 * @returns undefined for anything else
 */
function readEvents(rawBody: Buffer): AppcuesEvent[] | undefined {
	// A byte order mark isn't part of the JSON.
	const parsed = parseJson(rawBody.toString('utf8').replace(/^\uFEFF/, ''), 'exact');
	const read = Array.isArray(parsed) ? parsed : [parsed];
	return read.length > 0 && read.every(isEvent) ? read : undefined;
}

/** The signature forms that were logged, so that each is logged once. */
const loggedForms = new Set<string>();

/** Logs the form of a signature, since Appcues doesn't document what it signs. */
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
 * Returns the decompressed bytes of the request, before n8n reads them as JSON. n8n doesn't keep those of a form upload.
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
 * Returns which events are new. A signed call is valid for the tolerance before and after its time, so it is remembered for
 * twice the tolerance. In a test, every event is new: people send the same one several times.
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

/** Returns whether the credential says where the account's flows are in Studio. Without 'Verify Signature', it's optional. */
async function readHasStudio(context: IWebhookFunctions): Promise<boolean> {
	if (!context.getNode().credentials?.appcuesApi) return false;
	const credential = context.getCredentials<Record<string, unknown>>('appcuesApi');
	return await credential.then(hasStudio, () => false);
}

/** Returns a function that redacts the credential's secrets, if n8n can read the credential. */
async function redactorOf(context: IWebhookFunctions): Promise<Redact> {
	const credential = context.getCredentials<Record<string, unknown>>('appcuesApi');
	return redactor(await credential.catch(() => ({})));
}

function log(context: IWebhookFunctions, what: string): void {
	const workflowId = context.getWorkflow().id;
	context.logger.warn(`"${context.getNode().name}" ${what}`, { workflowId });
}
