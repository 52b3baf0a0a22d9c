import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { PGlite, protocol, type Transaction } from '@electric-sql/pglite';
import { copyAnswer } from './copy-messages.ts';
import { type CopyIn, type Database, type Queryable, TYPE_OID } from './database.ts';
import { inTurns, oneAtATime, type Turn } from './turns.ts';
import { type UntilPanic, untilPanic } from './until-panic.ts';

const parsers = {
  [TYPE_OID.int8]: Number,
  [TYPE_OID.float8]: Number,
  [TYPE_OID.numeric]: Number,
  [TYPE_OID.date]: (text: string) => text,
  [TYPE_OID.timestamptz]: (text: string) => new Date(text),
};

/**
 * Reads the answer as PGlite writes it, in pieces of its own memory. `COPY TO '/dev/blob'`, its way for
 * everybody, holds the whole in pieces of a kilobyte first, and takes twice as long.
 */
async function copyOutOf(pglite: PGlite, copy: string, onRows: (rows: Uint8Array) => void): Promise<void> {
  const answer = copyAnswer(onRows);
  let afterRows: Uint8Array = new Uint8Array(0);
  await pglite.execProtocolRawStream(protocol.serialize.query(copy), {
    syncToFs: false,
    onRawData: (piece) => {
      afterRows = answer.take(piece) ?? afterRows;
    },
  });
  let failure = answer.failure();
  new protocol.Parser().parse(afterRows, (message) => {
    if (message instanceof protocol.messages.DatabaseError) failure = message;
  });
  if (failure) throw failure;
}

function queryable(pglite: PGlite, session: PGlite | Transaction, { call }: UntilPanic): Queryable {
  return {
    query: <Row>(sql: string, parameters: readonly unknown[] = []) =>
      call(async () => (await session.query<Row>(sql, [...parameters], { parsers })).rows),
    exec: (sql) =>
      call(async () => {
        await session.exec(sql);
      }),
    copyIn: ({ table, columns }: CopyIn, data) =>
      call(async () => {
        // PGlite reads a COPY from the device /dev/blob.
        const blob = new Blob([data as Uint8Array<ArrayBuffer>]);
        const copy = `COPY ${table} (${columns.join(', ')}) FROM '/dev/blob' (FORMAT binary)`;
        await session.query(copy, [], { blob });
      }),
    copyOut: (select, onChunk) =>
      call(() => copyOutOf(pglite, `COPY (${select}) TO STDOUT (FORMAT binary)`, onChunk)),
  };
}

/**
 * Makes the files of an empty database beside the folder and puts them there at once: PGlite takes whatever a killed
 * process left of its files for a database, and cannot start it.
 */
async function makeDatabase(folder: string): Promise<void> {
  const beside = `${folder}.new`;
  await rm(beside, { recursive: true, force: true });
  await (await PGlite.create(beside)).close();
  await rename(beside, folder);
}

/**
 * PostgreSQL in this process, its files in a folder. It has no lock of its own: whoever opens it
 * holds the folder's lock (folder-lock.ts), or two processes silently lose each other's commits.
 */
export async function openPgliteDatabase(folder: string): Promise<Database> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length === 0) await makeDatabase(folder);
  const pglite = await PGlite.create(folder);
  const life = untilPanic();
  const oneTurn = oneAtATime();
  const turn: Turn = (work) => life.ask(() => oneTurn(work));
  const session = inTurns(queryable(pglite, pglite, life), turn);
  return {
    ...session,
    embedded: true,
    sideBySide: 1,
    async copyOutSideBySide(copies) {
      for (const { select, onChunk } of copies) await session.copyOut(select, onChunk);
    },
    transaction: (work) =>
      turn(() =>
        life.call(() => pglite.transaction((transaction) => work(queryable(pglite, transaction, life)))),
      ),
    close: async () => {
      if (!life.isLost()) await pglite.close();
    },
  };
}
