/** The end of a ZIP archive's directory: 22 bytes, and a comment of up to 65,535. */
const LONGEST_BYTES = 22 + 65_535;

const SIGNATURE = Buffer.from('PK\u0005\u0006', 'latin1');

/** Looks for the end of a ZIP archive in bytes that go by; only the last 64 kilobytes are kept. */
export class ZipEnd {
	private tail: Uint8Array = new Uint8Array();

	see(bytes: Uint8Array): void {
		this.tail = Buffer.concat([this.tail, bytes]).subarray(-LONGEST_BYTES);
	}

	/** Whether what has gone by ends as an archive does. Without its end none can be unpacked. */
	get found(): boolean {
		return Buffer.from(this.tail).includes(SIGNATURE);
	}
}
