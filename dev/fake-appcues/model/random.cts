/** Numbers that look random and are the same in every run. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** Returns a number from 0 to below 1 (mulberry32). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	}

	/** Returns whether something happens that happens in this share of cases. */
	chance(share: number): boolean {
		return this.next() < share;
	}

	/** Returns a whole number in the range, including both ends. */
	int(from: number, to: number): number {
		return from + Math.floor(this.next() * (to - from + 1));
	}

	/** Returns one of several values. */
	pick<Choices extends readonly [unknown, ...unknown[]]>(choices: Choices): Choices[number] {
		return choices[Math.floor(this.next() * choices.length)] ?? choices[0];
	}
}
