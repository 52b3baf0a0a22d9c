import { GRID_SLUGS } from '../../../src/grid/balancing-authority.ts';
import { PUBLIC_FILES } from '../../../src/snapshots/json-schema.ts';

const API = 'api/v1';
const GRID = `(${GRID_SLUGS.join('|')})`;

/** `/{ba}/pulse/{date}.json` as a pattern. */
const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${API}${path
      .replaceAll('.', '\\.')
      .replace('{ba}', GRID)
      .replace('{date}', '\\d{4}-\\d{2}-\\d{2}')
      .replace('{month}', '\\d{4}-\\d{2}')}$`,
  );

const KINDS = Object.values(PUBLIC_FILES).map(({ path, schema }) => ({ pattern: patternOf(path), schema }));

/** Reads a file of the public contract as a stranger would. */
export function snapshotProblem(path: string, text: string): string | null {
  const kind = KINDS.find(({ pattern }) => pattern.test(path));
  if (!kind) return null;
  try {
    const parsed = kind.schema.safeParse(JSON.parse(text));
    if (parsed.success) return null;
    const [issue] = parsed.error.issues;
    return `does not fit its schema at ${issue?.path.join('.') || 'its root'}: ${issue?.message}`;
  } catch {
    return 'is no JSON';
  }
}
