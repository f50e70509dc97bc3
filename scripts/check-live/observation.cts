import type { Context } from './context.cjs';

/** Something that is read or done once in a run, however many assumptions use it. */
export type Observation<T> = (context: Context) => Promise<T>;

/** Makes an observation that runs once. A failed one isn't retried. */
export function once<T>(observe: Observation<T>): Observation<T> {
	const made = new WeakMap<Context, Promise<T>>();
	return async (context) => {
		const known = made.get(context) ?? observe(context);
		made.set(context, known);
		return await known;
	};
}
