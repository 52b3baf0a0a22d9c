import { hourToIso } from '../../src/grid/hour.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { Database } from '../../src/store/database.ts';
import { encodeObservationRows, OBSERVATION_COLUMNS } from '../../src/store/observation-copy.ts';
import { addRow, emptyRows } from '../../src/store/observation-rows.ts';
import type { Store } from '../../src/store/store.ts';
import type { BenchEngine } from './engines.ts';
import type { Report } from './figure.ts';
import { hourOfRows, hoursOfRows, LAST_HOUR, ROWS_PER_HOUR } from './grid-rows.ts';
import { medianOf, timed } from './timing.ts';

const WINDOW_HOURS = 72;
const CHANGED_ROWS_PER_HOUR = 44;
const FOUNDING_HOURS = Math.ceil(400_000 / ROWS_PER_HOUR);
const READOUT_HOURS = 90 * 24;
const TWO_YEARS_HOURS = 730 * 24;
const READOUT_GOAL_MS = { pglite: 3_000, postgresql: 1_200, timescaledb: 1_200 };
const COMPRESSED_BYTES_GOAL = 10;
const FOUNDING_BYTES_GOAL = 35;

const seen = { runId: 0, seenAt: new Date('2026-03-31T06:00:00Z') };
const firstOf = (hours: number) => LAST_HOUR - hours + 1;
const millions = (rows: number) => `${(rows / 1e6).toFixed(1)} M rows`;

async function load(store: Store, firstHour: number, lastHour: number): Promise<number> {
  const ms = await timed(() => store.upsertObservations(hoursOfRows(firstHour, lastHour), seen));
  await store.vacuum();
  return ((lastHour - firstHour + 1) * ROWS_PER_HOUR) / (ms / 1_000);
}

interface QueryTimes {
  lastDayMs: number;
  lastWeekMs: number;
}

/** The founding design's two queries: a balancing authority's last day, and an aggregate of seven days. */
async function queryTimes(store: Store): Promise<QueryTimes> {
  const respondents = ['CISO'];
  const lastDay = { firstHour: firstOf(24), lastHour: LAST_HOUR, respondents };
  const lastWeek = { firstHour: firstOf(7 * 24), lastHour: LAST_HOUR, respondents };
  return {
    lastDayMs: await medianOf(31, () => store.readFrames(lastDay)),
    lastWeekMs: await medianOf(31, () => store.periodSummaries(lastWeek)),
  };
}

/** A sliding window as of some run: `salt` says how much its revised rows are off. */
const slidingWindow = (salt: number) =>
  Array.from({ length: WINDOW_HOURS }, (_, i) =>
    hourOfRows(LAST_HOUR - i, CHANGED_ROWS_PER_HOUR, salt),
  ).flat();

async function upsertTimes(store: Store): Promise<{ changedMs: number; unchangedMs: number }> {
  const windows = Array.from({ length: 7 }, (_, i) => slidingWindow(i + 1));
  const upsert = (go: number) => store.upsertObservations(windows[go] ?? [], seen);
  const changedMs = await medianOf(windows.length, upsert);
  const unchangedMs = await medianOf(5, () => upsert(windows.length - 1));
  return { changedMs, unchangedMs };
}

/** The readout's bytes and nothing done with them, over as many connections as the store reads with. */
function rawReadout(database: Database): Promise<void> {
  const hours = READOUT_HOURS / database.sideBySide;
  const copies = Array.from({ length: database.sideBySide }, (_, part) => {
    const first = firstOf(READOUT_HOURS) + part * hours;
    const within = `'${hourToIso(first)}' AND '${hourToIso(first + hours - 1)}'`;
    return {
      select: `SELECT ${OBSERVATION_COLUMNS.join(', ')} FROM observations WHERE ts BETWEEN ${within}`,
      onChunk: () => undefined,
    };
  });
  return database.copyOutSideBySide(copies);
}

async function rawLimits(database: Database) {
  const rows = emptyRows(WINDOW_HOURS * ROWS_PER_HOUR);
  for (let i = 0; i < WINDOW_HOURS * ROWS_PER_HOUR; i++) addRow(rows, LAST_HOUR - (i % WINDOW_HOURS), i, i);
  const encoded = encodeObservationRows(rows);
  await database.exec(
    'CREATE TEMP TABLE bench_raw (ts timestamptz, series_id integer, value double precision)',
  );
  return {
    roundTripMs: await medianOf(31, () => database.query('SELECT 1')),
    copyInMs: await medianOf(5, () =>
      database.copyIn({ table: 'bench_raw', columns: OBSERVATION_COLUMNS }, encoded),
    ),
    copyOutMs: await medianOf(3, () => rawReadout(database)),
  };
}

async function compressedBytes(engine: BenchEngine): Promise<number> {
  const database = await engine.openRaw();
  try {
    await database.exec("SELECT compress_chunk(chunk, true) FROM show_chunks('observations') chunk");
    // The policy may have compressed the window before it was revised: those revisions left holes.
    await database.exec('VACUUM observations');
    const [row] = await database.query<{ bytes: number }>("SELECT hypertable_size('observations') AS bytes");
    return (row?.bytes ?? Number.NaN) / (READOUT_HOURS * ROWS_PER_HOUR);
  } finally {
    await database.close();
  }
}

async function withStore<Result>(engine: BenchEngine, work: (store: Store) => Promise<Result>) {
  const store = await engine.openStore();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Measures a store from empty. Gives back the 90 days that it read out. */
export async function benchStore(bench: BenchEngine, report: Report): Promise<Map<string, HourlyFrame>> {
  const { engine } = bench;
  const measured = await withStore(bench, async (store) => {
    await load(store, firstOf(FOUNDING_HOURS), LAST_HOUR);
    const queries = await queryTimes(store);
    const loadRate = await load(store, firstOf(READOUT_HOURS), firstOf(FOUNDING_HOURS) - 1);
    const bytes = (await store.size()).observationBytes / (READOUT_HOURS * ROWS_PER_HOUR);
    const upserts = await upsertTimes(store);
    await store.vacuum();
    const span = { firstHour: firstOf(READOUT_HOURS), lastHour: LAST_HOUR };
    let frames = new Map<string, HourlyFrame>();
    const readoutMs = await medianOf(5, async () => {
      frames = await store.readFrames(span);
    });
    return { queries, loadRate, bytes, upserts, readoutMs, frames };
  });
  const raw = await bench.openRaw();
  const limits = await rawLimits(raw).finally(() => raw.close());

  const windowRows = `${((WINDOW_HOURS * ROWS_PER_HOUR) / 1_000).toFixed(0)},000 rows`;
  const changedRows = WINDOW_HOURS * CHANGED_ROWS_PER_HOUR;
  const roundTrip = { name: 'SELECT 1', value: limits.roundTripMs };
  const copyIn = { name: 'raw COPY in of the same rows, nothing compared', value: limits.copyInMs };
  const readoutRows = READOUT_HOURS * ROWS_PER_HOUR;
  const [loadedRows, copyInRate] = [
    (READOUT_HOURS - FOUNDING_HOURS) * ROWS_PER_HOUR,
    (WINDOW_HOURS * ROWS_PER_HOUR) / (limits.copyInMs / 1_000),
  ];
  const add = (what: string, value: number, goal?: number, limit?: { name: string; value: number }) =>
    report({ what, engine, value, unit: 'ms', ...(goal ? { goal } : {}), ...(limit ? { limit } : {}) });
  report({
    what: `first load, ${millions(loadedRows)}`,
    engine,
    value: measured.loadRate,
    unit: 'rows/s',
    limit: { name: 'raw COPY in, no index', value: copyInRate },
  });
  add(`upsert, ${windowRows}, ${changedRows} changed`, measured.upserts.changedMs, 400, copyIn);
  add(`upsert, ${windowRows}, none changed`, measured.upserts.unchangedMs, undefined, copyIn);
  add('last 24 h of a BA, at 0.4 M rows', measured.queries.lastDayMs, 5, roundTrip);
  add('7-day aggregate of a BA, at 0.4 M rows', measured.queries.lastWeekMs, 5, roundTrip);
  add(
    `readout of 90 days, ${millions(readoutRows)}, into typed arrays`,
    measured.readoutMs,
    READOUT_GOAL_MS[engine],
    { name: 'raw COPY BINARY read, nothing decoded', value: limits.copyOutMs },
  );
  report({ what: 'storage, index included', engine, value: measured.bytes, unit: 'bytes/row' });
  if (engine === 'timescaledb') {
    report({
      what: `storage, compressed (founding goal ${FOUNDING_BYTES_GOAL})`,
      engine,
      value: await compressedBytes(bench),
      unit: 'bytes/row',
      goal: COMPRESSED_BYTES_GOAL,
    });
  }
  return measured.frames;
}

/** Goes on to two years, over what benchStore left: minutes. */
export async function benchTwoYears(bench: BenchEngine, report: Report): Promise<void> {
  const { engine } = bench;
  const rows = millions(TWO_YEARS_HOURS * ROWS_PER_HOUR);
  const measured = await withStore(bench, async (store) => {
    const loadRate = await load(store, firstOf(TWO_YEARS_HOURS), firstOf(READOUT_HOURS) - 1);
    return { loadRate, queries: await queryTimes(store), upserts: await upsertTimes(store) };
  });
  report({ what: `first load, on to ${rows}`, engine, value: measured.loadRate, unit: 'rows/s' });
  const add = (what: string, value: number, goal: number) =>
    report({ what: `${what}, at ${rows}`, engine, value, unit: 'ms', goal });
  add('last 24 h of a BA', measured.queries.lastDayMs, 50);
  add('7-day aggregate of a BA', measured.queries.lastWeekMs, 50);
  add('upsert of the 3-day window', measured.upserts.changedMs, 400);
}
