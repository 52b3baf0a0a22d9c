import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { openPgliteDatabase } from '../../src/store/pglite-database.ts';

const own = mkdtempSync(join(tmpdir(), 'gridpulse-migrate-'));
afterAll(() => rmSync(own, { recursive: true, force: true }));

const MIGRATIONS = join(import.meta.dirname, '../../src/store/migrations');

it('takes the migrations from a folder whose path is full of glob characters', async () => {
  const folder = join(own, 'grid [pulse] {a,b} *(c)! ?d', 'migrations');
  cpSync(MIGRATIONS, folder, { recursive: true });
  const database = await openPgliteDatabase(join(own, 'pglite'));
  try {
    expect(await migrate(database, () => undefined, folder)).toBe('plain');
    const applied = await database.query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY id');
    expect(applied.map(({ name }) => name)).toEqual([
      '001_core',
      '002_plain',
      '003_hourly_summaries',
      '004_revisions_unchecked',
      '005_corrections',
      '006_predictions',
      '007_testimony_losses',
    ]);
  } finally {
    await database.close();
  }
});
