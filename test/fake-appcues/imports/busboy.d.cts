// What the fake uses of busboy, which brings no types; to go once @types/busboy is a dependency.
declare module 'busboy' {
	import type { IncomingHttpHeaders } from 'node:http';
	import type { Readable, Writable } from 'node:stream';

	function busboy(config: { headers: IncomingHttpHeaders; defParamCharset?: string }): Form;

	type Form = Parts & Writable;

	interface Parts {
		on(event: 'file', listener: FileListener): unknown;
		on(event: 'field', listener: (name: string, value: string) => void): unknown;
	}

	type FileListener = (
		name: string,
		stream: Readable,
		info: { filename?: string; encoding: string; mimeType: string },
	) => void;

	export = busboy;
}
