import { withArticle } from '../../util/text';
import { isObject } from '../../util/isObject';
import { expectBody, expectList } from '../responses';
import type { AppcuesClient } from '../client';
import type { Download } from '../download';
import { path } from '../path';
import type { Experience, ExperienceId } from './types';

/**
 * The endpoints of flows and all other kinds of experiences (docs/appcues-openapi.yaml, tag Flows). They differ only in
 * the first part of the path.
 */
export interface ExperienceKind {
	/** The first part of the path: `flows`. */
	path: string;
	/** In messages: `flow`. */
	noun: string;
}

export const FLOWS: ExperienceKind = { path: 'flows', noun: 'flow' };

const isExperience = (value: unknown): value is Experience =>
	isObject(value) && typeof value.id === 'string' && value.id !== '';

const named = ({ noun }: ExperienceKind, id: ExperienceId) => ({
	subject: `${noun} with the ID "${id}"`,
});

/** GET /flows and similar: returns all of them, because Appcues has no pages. */
export async function listExperiences(
	appcues: AppcuesClient,
	kind: ExperienceKind,
): Promise<Experience[]> {
	const response = await appcues.request({
		method: 'GET',
		path: path`/${kind.path}`,
		idempotent: true,
	});
	return expectList(response, isExperience, `${kind.noun}s`);
}

/** GET /flows/{id} and similar. */
export async function getExperience(
	appcues: AppcuesClient,
	kind: ExperienceKind,
	id: ExperienceId,
): Promise<Experience> {
	const context = named(kind, id);
	const response = await appcues.request({
		method: 'GET',
		path: path`/${kind.path}/${id}`,
		idempotent: true,
		...context,
	});
	return expectBody(response, isExperience, withArticle(kind.noun), context);
}

/** POST /flows/{id}/publish or /unpublish, without a body. Publishing again changes nothing. */
export async function setPublished(
	appcues: AppcuesClient,
	kind: ExperienceKind,
	id: ExperienceId,
	published: boolean,
): Promise<void> {
	await appcues.request({
		method: 'POST',
		path: published ? path`/${kind.path}/${id}/publish` : path`/${kind.path}/${id}/unpublish`,
		idempotent: true,
		...named(kind, id),
	});
}

/**
 * GET /screenshots/{id}: opens a ZIP archive of the draft's screenshots. The path contains only the ID. Without
 * screenshots, the status is 404.
 */
export async function openScreenshots(
	appcues: AppcuesClient,
	kind: ExperienceKind,
	id: ExperienceId,
): Promise<Download> {
	return await appcues.open({
		method: 'GET',
		path: path`/screenshots/${id}`,
		accept: 'application/zip, application/json',
		idempotent: true,
		subject: `draft screenshots of ${withArticle(kind.noun)} with the ID "${id}"`,
	});
}
