import { performance } from 'node:perf_hooks';

/** What some work cost this process. */
export interface Sample {
	wallMs: number;
	/** User and system, all threads. */
	cpuMs: number;
	/** How far the resident memory rose above its value just before. */
	peakBytes: number;
}

const EVERY_MS = 10;

/** Runs the work once and measures time, processor time and, every 10 ms, memory. */
export async function sampled<T>(work: () => Promise<T>): Promise<Sample & { result: T }> {
	globalThis.gc?.();
	const before = process.memoryUsage.rss();
	const kernelBefore = kernelPeak();
	let peak = before;
	const sampleMemory = () => {
		peak = Math.max(peak, process.memoryUsage.rss());
	};
	const timer = setInterval(sampleMemory, EVERY_MS);
	const cpu = process.cpuUsage();
	const start = performance.now();
	const result = await work();
	const wallMs = performance.now() - start;
	const { user, system } = process.cpuUsage(cpu);
	clearInterval(timer);
	sampleMemory();
	// The kernel misses nothing, but only knows one peak since the start of the process.
	const kernel = kernelPeak();
	if (kernel > kernelBefore) peak = Math.max(peak, kernel);
	return { result, wallMs, cpuMs: (user + system) / 1000, peakBytes: peak - before };
}

const kernelPeak = (): number => process.resourceUsage().maxRSS * 1024;
