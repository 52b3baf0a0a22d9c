import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BALANCING_AUTHORITIES } from '../../src/grid/balancing-authority.ts';
import { isoToHour } from '../../src/grid/hour.ts';
import type { Observation, SeriesKind } from '../../src/grid/observation.ts';
import { openStore, type Store } from '../../src/store/store.ts';

const BALANCING_AUTHORITY_COUNT = 65;
const KINDS: SeriesKind[] = [
  'demand',
  'day-ahead-demand-forecast',
  'net-generation',
  'total-interchange',
  ...(['COL', 'NG', 'NUC', 'OIL', 'WAT', 'SUN', 'WND', 'OTH', 'BAT', 'PS'] as const).map(
    (source): SeriesKind => `generation:${source}`,
  ),
  ...['A', 'B', 'C', 'D', 'E'].map((neighbor): SeriesKind => `interchange:${neighbor}`),
];
const ROWS_PER_HOUR = BALANCING_AUTHORITY_COUNT * KINDS.length;
const LAST_HOUR = isoToHour('2026-03-31T05:00:00Z');
const WINDOW_HOURS = 72;
const CHANGED_ROWS = 3_150;
const FOUNDING_ROWS = 400_000;
const READOUT_HOURS = 90 * 24;
const TWO_YEARS_HOURS = 730 * 24;

export interface Measurement {
  engine: string;
  name: string;
  value: number;
  unit: 'ms' | 'rows/s' | 'bytes/row' | 'rows';
}

export interface StoreBenchOptions {
  /** A new, empty database; without it the embedded one runs in a temporary folder. */
  databaseUrl?: string;
  /** Also the two years of 21.6 million rows; minutes. */
  large?: boolean;
  onMeasurement?: (measurement: Measurement) => void;
}

const codes = BALANCING_AUTHORITIES.slice(0, BALANCING_AUTHORITY_COUNT).map(({ code }) => code);

/** Whole MWh as EIA's, the same at every run; `salt` makes another value of the first rows of an hour. */
function valueAt(series: number, hour: number, salt: number): number {
  return ((series * 7919 + hour * 104_729) % 60_000) + salt;
}

function* hourOfRows(hour: number, changedRows = 0): Generator<Observation> {
  for (let i = 0; i < ROWS_PER_HOUR; i++) {
    const respondent = codes[i % codes.length] as string;
    const kind = KINDS[Math.floor(i / codes.length)] as SeriesKind;
    yield { respondent, kind, hour, valueMwh: valueAt(i, hour, i < changedRows ? 1 : 0) };
  }
}

async function* hoursOfRows(firstHour: number, lastHour: number): AsyncGenerator<Observation[]> {
  for (let hour = firstHour; hour <= lastHour; hour++) yield [...hourOfRows(hour)];
}

function hourlyWindow(): Observation[] {
  const changedPerHour = Math.ceil(CHANGED_ROWS / WINDOW_HOURS);
  return Array.from({ length: WINDOW_HOURS }, (_, i) => [
    ...hourOfRows(LAST_HOUR - i, changedPerHour),
  ]).flat();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function medianOf(times: number, work: () => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < times; i++) all.push(await timed(work));
  return all.sort((a, b) => a - b)[Math.floor(times / 2)] as number;
}

const seen = { runId: 0, seenAt: new Date('2026-03-31T06:00:00Z') };

/** The founding design's two queries: a balancing authority's last day, and an aggregate of seven days. */
async function foundingQueries(store: Store, report: (name: string, ms: number) => void): Promise<void> {
  const respondents = ['CISO'];
  const lastDay = { firstHour: LAST_HOUR - 23, lastHour: LAST_HOUR, respondents };
  const lastWeek = { firstHour: LAST_HOUR - 167, lastHour: LAST_HOUR, respondents };
  report('last 24 h of one BA', await medianOf(15, () => store.readFrames(lastDay)));
  report('7-day aggregate of one BA', await medianOf(15, () => store.periodSummaries(lastWeek)));
  report(
    '7 daily summaries of one BA',
    await medianOf(15, () =>
      store.dailySummaries({ firstDate: '2026-03-24', lastDate: '2026-03-30', respondents }),
    ),
  );
}

/** Measures a store from empty; closes it. */
export async function benchStore(options: StoreBenchOptions = {}): Promise<Measurement[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gridpulse-bench-'));
  const store = await openStore({ databaseUrl: options.databaseUrl, dataDir });
  const measurements: Measurement[] = [];
  const report = (name: string, value: number, unit: Measurement['unit'] = 'ms') => {
    const measurement = { engine: store.engine, name, value, unit };
    measurements.push(measurement);
    options.onMeasurement?.(measurement);
  };
  const load = async (firstHour: number, lastHour: number) => {
    const ms = await timed(() => store.upsertObservations(hoursOfRows(firstHour, lastHour), seen));
    report(
      `load, ${(lastHour - firstHour + 1) * ROWS_PER_HOUR} rows`,
      ((lastHour - firstHour + 1) * ROWS_PER_HOUR) / (ms / 1000),
      'rows/s',
    );
  };
  try {
    const foundingHours = Math.ceil(FOUNDING_ROWS / ROWS_PER_HOUR);
    await load(LAST_HOUR - foundingHours + 1, LAST_HOUR);
    await store.vacuum();
    await foundingQueries(store, report);

    const loadedHours = options.large ? TWO_YEARS_HOURS : READOUT_HOURS;
    await load(LAST_HOUR - loadedHours + 1, LAST_HOUR - foundingHours);
    await store.vacuum();
    const rows = hourlyWindow();
    report(
      `upsert, ${rows.length} rows, ${CHANGED_ROWS} changed`,
      await timed(() => store.upsertObservations(rows, seen)),
    );
    report(
      `upsert, ${rows.length} rows, none changed`,
      await timed(() => store.upsertObservations(rows, seen)),
    );
    const readout = { firstHour: LAST_HOUR - READOUT_HOURS + 1, lastHour: LAST_HOUR };
    report(`read out ${READOUT_HOURS * ROWS_PER_HOUR} rows`, await timed(() => store.readFrames(readout)));
    report(
      'bytes a row, with indexes',
      (await store.size()).observationBytes / (loadedHours * ROWS_PER_HOUR),
      'bytes/row',
    );
  } finally {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  return measurements;
}
