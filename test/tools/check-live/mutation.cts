import { isObject } from '../../../nodes/shared/util/isObject';
import type { FakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import type { Exchange } from './exchange.cjs';

/** A point in which a fake Appcues is told to differ from what the package takes Appcues to do. */
export interface Mutation {
	/** The one assumption that it breaks. */
	breaks: string;
	method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** Below the account's root, decoded; of a download, from `/download` on. */
	path: RegExp;
	/** Which of these exchanges, by what was asked and answered. Default: all. */
	when?(exchange: Exchange): boolean;
	/** Changes the request before the fake sees it. */
	changeRequest?(exchange: Exchange): void;
	/** Changes the answer. */
	changeResponse?(exchange: Exchange): void;
	/** Prepares the fake. */
	prepare?(fake: FakeAppcues): void;
}

/** Another status, the rest as it was. */
export const status = (code: number) => (exchange: Exchange) => {
	exchange.status = code;
};

/** Another JSON body. */
export const body = (json: unknown) => (exchange: Exchange) => {
	exchange.json = json;
};

/** The body as a field of an object, where the package wants it bare. */
export const wrapped = (exchange: Exchange) => {
	exchange.json = { data: exchange.json };
};

/** Without one field, of an object or of every object in a list. */
export const without = (name: string) => changed((object) => delete object[name]);

/** With one field under another name. */
export const renamed = (from: string, to: string) =>
	changed((object) => {
		object[to] = object[from];
		delete object[from];
	});

/** With another value in a field, where there is one. */
export const valued = (name: string, value: unknown) =>
	changed((object) => {
		if (name in object) object[name] = value;
	});

/** Changes an object, or every object of a list. */
export function changed(change: (object: Record<string, unknown>) => unknown) {
	return (exchange: Exchange) => {
		const { json } = exchange;
		for (const object of [json].flat().filter(isObject)) change(object);
		exchange.json = json;
	};
}

/** Another text as the body, such as a file. */
export const text = (content: string) => (exchange: Exchange) => {
	exchange.bytes = Buffer.from(content, 'latin1');
};

/** Only the first exchange of its kind. */
export const first = (exchange: Exchange): boolean => exchange.number === 1;

export const statusIs =
	(code: number) =>
	({ status: now }: Exchange): boolean =>
		now === code;
