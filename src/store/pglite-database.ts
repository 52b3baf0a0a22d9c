import { mkdir } from 'node:fs/promises';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { type CopyIn, type Database, type Queryable, TYPE_OID } from './database.ts';

const parsers = {
  [TYPE_OID.int8]: Number,
  [TYPE_OID.float8]: Number,
  [TYPE_OID.numeric]: Number,
  [TYPE_OID.date]: (text: string) => text,
  [TYPE_OID.timestamptz]: (text: string) => new Date(text),
};

type Session = Pick<PGlite, 'query' | 'exec'> | Pick<Transaction, 'query' | 'exec'>;

function queryable(session: Session): Queryable {
  return {
    async query<Row>(sql: string, parameters: readonly unknown[] = []) {
      return (await session.query<Row>(sql, [...parameters], { parsers })).rows;
    },
    async exec(sql) {
      await session.exec(sql);
    },
    async copyIn({ table, columns }: CopyIn, data) {
      // PGlite has no wire to stream over: it reads COPY from, and writes it to, the device /dev/blob.
      const blob = new Blob([data as Uint8Array<ArrayBuffer>]);
      await session.query(`COPY ${table} (${columns.join(', ')}) FROM '/dev/blob' (FORMAT binary)`, [], {
        blob,
      });
    },
    async copyOut(select, onChunk) {
      const { blob } = await session.query(`COPY (${select}) TO '/dev/blob' (FORMAT binary)`);
      if (blob) onChunk(new Uint8Array(await blob.arrayBuffer()));
    },
  };
}

/**
 * PostgreSQL in this process, its files in a folder. It has no lock of its own: whoever opens it
 * holds the folder's lock (folder-lock.ts), or two processes silently lose each other's commits.
 */
export async function openPgliteDatabase(folder: string): Promise<Database> {
  await mkdir(folder, { recursive: true });
  const pglite = await PGlite.create(folder);
  return {
    ...queryable(pglite),
    embedded: true,
    transaction: (work) => pglite.transaction((transaction) => work(queryable(transaction))),
    close: () => pglite.close(),
  };
}
