import fc from 'fast-check';

/** Returns events whose names are spelled in any equivalent way. */
export function spellings<Event extends { name: string }>(events: readonly Event[]) {
	const separator = fc.constantFrom('_', '-', ' ', '', '  ', '_-');
	return fc
		.record({
			event: fc.constantFrom(...events),
			separator,
			afterV2: fc.constantFrom(':', ': ', '_', '-', ' ', ''),
			prefix: fc.constantFrom('appcues:', 'appcues: ', 'APPCUES:', ' Appcues:', '', '  '),
			inCase: fc.constantFrom('upper', 'lower', 'title'),
		})
		.map(({ event, separator: between, afterV2, prefix, inCase }) => {
			const [, v2 = '', bare = ''] = /^(?:appcues:)?(v2:)?(.*)$/.exec(event.name) ?? [];
			const written = bare.replaceAll('_', between);
			const cased = {
				upper: written.toUpperCase(),
				lower: written,
				title: written.replace(/^./, (letter) => letter.toUpperCase()),
			}[inCase];
			return { event, spelling: `${prefix}${v2 && `v2${afterV2}`}${cased} ` };
		});
}
