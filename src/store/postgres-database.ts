import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyOutOf } from './copy-out-query.ts';
import { type CopyIn, type Database, type Queryable, TYPE_OID } from './database.ts';
import { DatabaseUnreachableError } from './store-error.ts';

const COPY_PIECE_BYTES = 1 << 18;

const parsers: Record<number, (text: string) => unknown> = {
  [TYPE_OID.int8]: Number,
  [TYPE_OID.float8]: Number,
  [TYPE_OID.numeric]: Number,
  [TYPE_OID.date]: (text) => text,
};

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig;

function* piecesOf(data: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < data.length; at += COPY_PIECE_BYTES) yield data.subarray(at, at + COPY_PIECE_BYTES);
}

function queryable(client: pg.Client): Queryable {
  return {
    async query<Row>(sql: string, parameters: readonly unknown[] = []) {
      return (await client.query(sql, [...parameters])).rows as Row[];
    },
    async exec(sql) {
      await client.query(sql);
    },
    async copyIn({ table, columns }: CopyIn, data) {
      const sink = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN (FORMAT binary)`));
      await pipeline(Readable.from(piecesOf(data), { objectMode: false }), sink);
    },
    copyOut: (select, onChunk) => copyOutOf(client, `COPY (${select}) TO STDOUT (FORMAT binary)`, onChunk),
  };
}

/** Calls one after the other, in the order in which they were asked for. */
function oneAtATime(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

async function inTransaction<Result>(
  client: pg.Client,
  work: (q: Queryable) => Promise<Result>,
): Promise<Result> {
  await client.query('BEGIN');
  try {
    const result = await work(queryable(client));
    await client.query('COMMIT');
    return result;
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw cause;
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    types,
    application_name: 'gridpulse',
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
  });
  // A connection lost between two statements is told by the next statement, not by a crash.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    throw new DatabaseUnreachableError(cause);
  }
  return client;
}

/**
 * One connection, used by one caller at a time: temporary tables and the advisory lock belong to a
 * session, and a reader must not slip into somebody's transaction.
 */
export async function openPostgresDatabase(databaseUrl: string): Promise<Database> {
  const client = await connect(databaseUrl);
  const plain = queryable(client);
  const turn = oneAtATime();
  return {
    embedded: false,
    query: (sql, parameters) => turn(() => plain.query(sql, parameters)),
    exec: (sql) => turn(() => plain.exec(sql)),
    copyIn: (copy, data) => turn(() => plain.copyIn(copy, data)),
    copyOut: (select, onChunk) => turn(() => plain.copyOut(select, onChunk)),
    transaction: (work) => turn(() => inTransaction(client, work)),
    close: () => turn(() => client.end()),
  };
}
