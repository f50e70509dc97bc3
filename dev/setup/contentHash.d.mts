export function contentHash(root: string, paths: string[]): string;
