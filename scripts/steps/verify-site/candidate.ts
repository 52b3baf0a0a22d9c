import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../link-files.ts';

/** A site that is about to be published: finished files that will lie over those of the published one. */
export interface Candidate {
  /** Paths of the files to be looked at: those that are new, or all. */
  files: readonly string[];
  has(path: string): boolean;
  read(path: string): string;
}

export interface Places {
  next: string;
  /** The published site, where the files are to be moved into it; null where they replace it. */
  published: string | null;
  /** What their publication takes away: files, and folders whole. */
  removed: readonly string[];
  /** Whether to look at what is published and stays as well. */
  whole: boolean;
}

export function candidateSite({ next, published, removed, whole }: Places): Candidate {
  const isRemoved = (path: string) => removed.some((gone) => path === gone || path.startsWith(`${gone}/`));
  const fresh = new Set(filesBelow(next));
  const staying = whole && published ? filesBelow(published) : [];
  const files = [...new Set([...fresh, ...staying.filter((path) => !isRemoved(path))])];
  const placeOf = (path: string): string | null => {
    if (fresh.has(path)) return join(next, path);
    if (!published || isRemoved(path) || !existsSync(join(published, path))) return null;
    return join(published, path);
  };
  const known = new Map<string, boolean>();
  return {
    files,
    has(path) {
      let found = known.get(path);
      if (found === undefined) known.set(path, (found = placeOf(path) !== null));
      return found;
    },
    read: (path) => readFileSync(placeOf(path) as string, 'utf8'),
  };
}
