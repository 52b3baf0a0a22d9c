import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyOutOf } from './copy-out-query.ts';
import { type CopyIn, type CopyOut, type Database, type Queryable, TYPE_OID } from './database.ts';
import { DatabaseLostError, DatabaseUnreachableError } from './store-error.ts';
import { inTurns, oneAtATime, type Turn } from './turns.ts';

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
  try {
    const client = new pg.Client({
      connectionString: databaseUrl,
      types,
      application_name: 'gridpulse',
      connectionTimeoutMillis: 15_000,
      keepAlive: true,
    });
    // A connection lost between two statements is told by the next statement, not by a crash.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  } catch (cause) {
    throw new DatabaseUnreachableError(cause);
  }
}

/** SQLSTATE classes of a server in trouble: connection, resources, operator, system. */
const SERVER_TROUBLE = /^(08|53|57|58)/;
/** Of the driver, which gives them no code. */
const CONNECTION_GONE =
  /^(Connection terminated|Client has encountered a connection error|Client was closed)/;

/** A trouble of the server's in words; a statement of ours that it refused stays what it is. */
function inWords(cause: unknown): unknown {
  const { code = '', message = '' } = cause as { code?: string; message?: string };
  const gone = /^E[A-Z]+$/.test(code) || CONNECTION_GONE.test(message);
  return gone || SERVER_TROUBLE.test(code) ? new DatabaseLostError(cause) : cause;
}

/** Makes the transaction of a second connection see what that of the first one sees. */
async function shareSnapshot(first: pg.Client, second: pg.Client): Promise<void> {
  const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
  await first.query(begin);
  await second.query(begin);
  const { rows } = await first.query('SELECT pg_export_snapshot() AS snapshot');
  await second.query(`SET TRANSACTION SNAPSHOT '${rows[0].snapshot}'`);
}

async function copyOutInOrder(session: Queryable, waiting: CopyOut[]): Promise<void> {
  for (let copy = waiting.shift(); copy; copy = waiting.shift()) {
    await session.copyOut(copy.select, copy.onChunk);
  }
}

/** Two connections share the COPYs; both see the same instant. */
async function copyOutOverTwo(first: pg.Client, second: pg.Client, copies: CopyOut[]): Promise<void> {
  try {
    await shareSnapshot(first, second);
    const ends = await Promise.allSettled(
      [first, second].map((client) => copyOutInOrder(queryable(client), copies)),
    );
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
  } finally {
    await first.query('ROLLBACK').catch(() => undefined);
  }
}

/** With a second connection for as long as it takes, where the server has one to give. */
async function copyOutSideBySide(client: pg.Client, databaseUrl: string, copies: CopyOut[]): Promise<void> {
  const helper = await connect(databaseUrl).catch(() => null);
  if (!helper) return copyOutInOrder(queryable(client), copies);
  await copyOutOverTwo(client, helper, copies).finally(() => helper.end());
}

/** One connection for everything; a second one helps with a large readout, and only so long. */
export async function openPostgresDatabase(databaseUrl: string): Promise<Database> {
  const client = await connect(databaseUrl);
  const inTurn = oneAtATime();
  const turn: Turn = (work) =>
    inTurn(work).catch((cause: unknown) => {
      throw inWords(cause);
    });
  return {
    ...inTurns(queryable(client), turn),
    embedded: false,
    sideBySide: 2,
    copyOutSideBySide: (copies) => turn(() => copyOutSideBySide(client, databaseUrl, [...copies])),
    transaction: (work) => turn(() => inTransaction(client, work)),
    close: () => turn(() => client.end()),
  };
}
