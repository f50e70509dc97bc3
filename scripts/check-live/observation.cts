import type { Context } from './context.cjs';

/** Something that is looked at, or done, once in a run, however many assumptions rest on it. */
export type Observation<T> = (context: Context) => Promise<T>;

/** Makes an observation out of a look. One that does not succeed is not tried again. */
export function once<T>(observe: Observation<T>): Observation<T> {
	const made = new WeakMap<Context, Promise<T>>();
	return async (context) => {
		const known = made.get(context) ?? observe(context);
		made.set(context, known);
		return await known;
	};
}
