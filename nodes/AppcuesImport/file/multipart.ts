/** A file to be uploaded as a form does it. */
export interface Upload {
	/** The name of the form's field. */
	field: string;
	fileName: string;
	/** Of the file: `text/csv`. */
	type: string;
	data: Buffer;
}

/**
 * Writes a form with one file (RFC 7578).
 *
 * @returns the body, and the content type that names its boundary, which stands nowhere in the file
 */
export function multipart({ field, fileName, type, data }: Upload): { type: string; data: Buffer } {
	const boundary = boundaryFor(data);
	const head = [
		`--${boundary}`,
		`Content-Disposition: form-data; name="${escaped(field)}"; filename="${escaped(fileName)}"`,
		`Content-Type: ${type}`,
		'',
		'',
	].join('\r\n');
	return {
		type: `multipart/form-data; boundary=${boundary}`,
		data: Buffer.concat([Buffer.from(head), data, Buffer.from(`\r\n--${boundary}--\r\n`)]),
	};
}

function boundaryFor(data: Buffer): string {
	for (let number = 1; ; number += 1) {
		const boundary = `----n8n-nodes-appcues-${number}`;
		if (!data.includes(boundary)) return boundary;
	}
}

/** As browsers do it: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
function escaped(name: string): string {
	return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
