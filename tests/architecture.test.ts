import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The import rules of docs/architecture.md. A room may import itself, the vocabulary in grid/ and
 * what is listed here; `types` may be imported as types only.
 */
const ROOMS: Record<string, { values: string[]; types?: string[] }> = {
  grid: { values: [] },
  eia: { values: [] },
  store: { values: [] },
  analyses: { values: [], types: ['snapshots'] },
  snapshots: { values: [] },
  formats: { values: ['snapshots'] },
  charts: { values: ['snapshots', 'formats'] },
  emulator: { values: ['eia'] },
  publish: { values: ['snapshots'] },
  islands: { values: ['charts', 'formats'], types: ['snapshots'] },
  components: { values: ['snapshots', 'formats', 'charts', 'islands', 'styles', 'config'] },
  layouts: { values: ['snapshots', 'formats', 'components', 'islands', 'styles', 'config'] },
  pages: {
    values: ['snapshots', 'formats', 'charts', 'components', 'layouts', 'islands', 'styles', 'config'],
  },
  styles: { values: [] },
};

/** Packages that belong to one room. */
const PACKAGE_ROOMS: Record<string, string> = {
  pg: 'store',
  'pg-copy-streams': 'store',
  '@electric-sql/pglite': 'store',
  'node-pg-migrate': 'store',
  'chart.js': 'islands',
  '@octokit/rest': 'publish',
  'hyparquet-writer': 'publish',
};

const root = resolve(import.meta.dirname, '..');
const src = join(root, 'src');

interface Import {
  file: string;
  room: string;
  specifier: string;
  typeOnly: boolean;
}

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(ts|tsx|astro|mjs)$/.test(name),
);

function importsOf(name: string): Import[] {
  const text = readFileSync(join(src, name), 'utf8');
  const pattern =
    /^\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;
  const room = name.includes('/') ? (name.split('/')[0] as string) : name;
  return [...text.matchAll(pattern)].map((match) => ({
    file: name,
    room,
    specifier: (match[2] ?? match[3] ?? match[4]) as string,
    typeOnly: match[1] !== undefined,
  }));
}

const imports = sources.flatMap(importsOf);

function targetRoom({ file, specifier }: Import): string | null {
  if (!specifier.startsWith('.')) return null;
  const path = relative(src, resolve(src, dirname(file), specifier));
  if (path.startsWith('..')) return path.startsWith('../data/reference') ? 'data/reference' : 'outside src';
  return path.includes('/') ? (path.split('/')[0] as string) : path.replace(/\.ts$/, '');
}

describe('import rules', () => {
  it('finds the rooms that the architecture names', () => {
    const rooms = new Set(imports.map(({ room }) => room).filter((room) => !room.includes('.')));
    expect([...rooms].filter((room) => !(room in ROOMS))).toEqual([]);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('lets a room import only itself, the vocabulary and what it is allowed', () => {
    const broken = imports.filter((found) => {
      const rules = ROOMS[found.room];
      const target = targetRoom(found);
      if (!rules || target === null || target === found.room) return false;
      if (target === 'data/reference') return found.room !== 'grid';
      if (target === 'grid' || rules.values.includes(target)) return false;
      return !(found.typeOnly && rules.types?.includes(target));
    });
    expect(broken.map(({ file, specifier }) => `${file} -> ${specifier}`)).toEqual([]);
  });

  it('keeps each package with a room of its own in that room', () => {
    const broken = imports.filter(({ room, specifier }) => {
      const owner = Object.keys(PACKAGE_ROOMS).find(
        (name) => specifier === name || specifier.startsWith(`${name}/`),
      );
      return owner !== undefined && PACKAGE_ROOMS[owner] !== room;
    });
    expect(broken.map(({ file, specifier }) => `${file} -> ${specifier}`)).toEqual([]);
  });

  it('lets grid depend on no package', () => {
    const packages = imports.filter(({ room, specifier }) => room === 'grid' && !specifier.startsWith('.'));
    expect(packages).toEqual([]);
  });

  it('reads the environment in config.ts only', () => {
    const readers = sources.filter(
      (name) =>
        name !== 'config.ts' &&
        /process\.env|import\.meta\.env\.(?!BASE_URL|SITE|DEV|PROD)/.test(
          readFileSync(join(src, name), 'utf8'),
        ),
    );
    expect(readers).toEqual([]);
  });

  it('has no room without a concept', () => {
    const vague = sources.filter((name) =>
      /(^|\/)(utils?|helpers?|lib|common|misc|types)(\/|\.ts)/.test(name),
    );
    expect(vague).toEqual([]);
  });
});
