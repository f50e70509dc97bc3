/**
 * Runs an npm command that may have to download packages. Without a registry it is left to what npm
 * has in its cache, at once: npm alone would try each package for minutes.
 *
 * @throws {SetupError} when the registry is needed and cannot be reached
 */
export function npmDownload(
	args: string[],
	options?: { cwd?: string; env?: Record<string, string | undefined> },
): Promise<string>;
