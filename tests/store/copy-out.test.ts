import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { openPgliteDatabase } from '../../src/store/pglite-database.ts';
import { openPostgresDatabase } from '../../src/store/postgres-database.ts';
import { findEngines } from './engines.ts';

const engines = await findEngines(process.env['TEST_DATABASE_URL']);
afterAll(() => engines.stop());

const COUNTED = 'SELECT n FROM generate_series(1, 60000) AS n';
const FAILING = 'SELECT 1 / (50000 - n) FROM generate_series(1, 60000) AS n';
/** Of one int4 column: a header, 10 bytes a row, a trailer. */
const bytesOf = (rows: number) => 19 + 10 * rows + 2;

describe.for(engines.available)('a COPY out of $engine', ({ fresh }) => {
  let database: Database;
  beforeEach(async () => {
    const { databaseUrl, dataDir } = await fresh();
    database = databaseUrl
      ? await openPostgresDatabase(databaseUrl)
      : await openPgliteDatabase(join(dataDir, 'pglite'));
  });
  afterEach(() => database.close());

  const nothing = () => undefined;
  const refuse = () => {
    throw new Error('unwanted');
  };

  it('hands over all of it, in bytes that stay what they were while they are used', async () => {
    const chunks: Uint8Array[] = [];
    await database.copyOut(COUNTED, (chunk) => chunks.push(chunk.slice()));
    const all = Buffer.concat(chunks);
    expect(all).toHaveLength(bytesOf(60_000));
    expect(all.readInt32BE(19 + 6)).toBe(1);
    expect(all.readInt32BE(19 + 10 * 59_999 + 6)).toBe(60_000);
  });

  it('tells why it failed, before and amid its rows, and goes on with the session', async () => {
    await expect(database.copyOut('SELECT nonsense', nothing)).rejects.toThrow('nonsense');
    await expect(database.copyOut(FAILING, nothing)).rejects.toThrow('division by zero');
    await expect(database.copyOut(COUNTED, refuse)).rejects.toThrow('unwanted');
    const failed = database.transaction((transaction) => transaction.copyOut('SELECT nonsense', nothing));
    await expect(failed).rejects.toThrow('nonsense');
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('waits for its turn, and sees its own transaction', async () => {
    await database.exec('CREATE TABLE numbers (n int)');
    let [within, beside] = [0, 0];
    const select = 'SELECT n FROM numbers';
    let slipping: Promise<void> | undefined;
    const rolledBack = database.transaction(async (transaction) => {
      await transaction.exec('INSERT INTO numbers VALUES (1), (2)');
      slipping = database.copyOut(select, ({ length }) => (beside += length));
      await transaction.copyOut(select, ({ length }) => (within += length));
      throw new Error('never mind');
    });
    await expect(rolledBack).rejects.toThrow('never mind');
    await slipping;
    expect([within, beside]).toEqual([bytesOf(2), bytesOf(0)]);
  });

  it('and several others side by side come whole, or with the failure of one', async () => {
    const lengths = [0, 0, 0];
    const copies = lengths.map((_, i) => ({
      select: `${COUNTED} LIMIT ${10_000 * (i + 1)}`,
      onChunk: ({ length }: Uint8Array) => void (lengths[i] = (lengths[i] as number) + length),
    }));
    await database.copyOutSideBySide(copies);
    expect(lengths).toEqual([bytesOf(10_000), bytesOf(20_000), bytesOf(30_000)]);
    const withFailing = [{ select: FAILING, onChunk: nothing }, ...copies];
    await expect(database.copyOutSideBySide(withFailing)).rejects.toThrow('division by zero');
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
