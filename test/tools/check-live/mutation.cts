import { isObject } from '../../../nodes/shared/util/isObject';
import type { FakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import type { Exchange } from './exchange.cjs';

/** One way in which a fake Appcues differs from what the package assumes. */
export interface Mutation {
	/** The assumption that it breaks. */
	breaks: string;
	method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** Relative to the account's root, decoded. For a download, from `/download` on. */
	path: RegExp;
	/** Which exchanges it applies to. Default: all. */
	when?(exchange: Exchange): boolean;
	/** Changes the request before the fake sees it. */
	changeRequest?(exchange: Exchange): void;
	/** Changes the response. */
	changeResponse?(exchange: Exchange): void;
	/** Prepares the fake. */
	prepare?(fake: FakeAppcues): void;
}

/** Changes only the status. */
export const status = (code: number) => (exchange: Exchange) => {
	exchange.status = code;
};

/** Replaces the JSON body. */
export const body = (json: unknown) => (exchange: Exchange) => {
	exchange.json = json;
};

/** Wraps the body in an object, where the package expects it bare. */
export const wrapped = (exchange: Exchange) => {
	exchange.json = { data: exchange.json };
};

/** Removes a field from an object or from every object in an array. */
export const without = (name: string) => changed((object) => delete object[name]);

/** Renames a field. */
export const renamed = (from: string, to: string) =>
	changed((object) => {
		object[to] = object[from];
		delete object[from];
	});

/** Changes the value of a field, if it exists. */
export const valued = (name: string, value: unknown) =>
	changed((object) => {
		if (name in object) object[name] = value;
	});

/** Changes an object, or every object in an array. */
export function changed(change: (object: Record<string, unknown>) => unknown) {
	return (exchange: Exchange) => {
		const { json } = exchange;
		for (const object of [json].flat().filter(isObject)) change(object);
		exchange.json = json;
	};
}

/** Replaces the body with text, such as a file. */
export const text = (content: string) => (exchange: Exchange) => {
	exchange.bytes = Buffer.from(content, 'latin1');
};

/** Only applies to the first exchange of its kind. */
export const first = (exchange: Exchange): boolean => exchange.number === 1;

export const statusIs =
	(code: number) =>
	({ status: now }: Exchange): boolean =>
		now === code;
