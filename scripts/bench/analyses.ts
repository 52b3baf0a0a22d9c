import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { screen } from '../../src/analyses/screening.ts';
import { findRespondent, type Respondent, slugOf } from '../../src/grid/balancing-authority.ts';
import { MS_PER_HOUR } from '../../src/grid/hour.ts';
import { type HourlyFrame, trimFrame } from '../../src/grid/hourly-frame.ts';
import { snapshotPath, writeFileAtomically } from '../../src/snapshots/write.ts';
import { type GridReport, gridReports } from '../steps/grid-reports.ts';
import { type HeldState, NO_STATE, readHeldState, statePath, writeHeldState } from '../steps/held-state.ts';
import type { Report } from './figure.ts';
import { LAST_HOUR } from './grid-rows.ts';
import { cpuTimed, medianOf } from './timing.ts';

const BALANCING_AUTHORITY_COUNT = 65;
const GOES = 7;
/** Of one core, as the goals are meant: all of it runs on one thread. */
const cpuMedianOf = (work: () => unknown) => medianOf(GOES, work, cpuTimed);

const NOW = new Date(LAST_HOUR * MS_PER_HOUR);
const AN_HOUR_AGO = new Date((LAST_HOUR - 1) * MS_PER_HOUR);
/** Each so many'th balancing authority sends the day before of everything else than demand in this hour. */
const BATCH_EVERY = 10;
const BATCH_HOURS = 24;

type Frames = ReadonlyMap<string, HourlyFrame>;
type Held = (code: string) => HeldState;
const nothingHeld: Held = () => NO_STATE;

/** As the snapshots are made, of the balancing authorities alone: they come before the regions, which are sums of them. */
function reportsOf(frames: Frames, now: Date, held: Held): GridReport[] {
  const grids: GridReport[] = [];
  for (const grid of gridReports(frames, now, held)) {
    grids.push(grid);
    if (grids.length === frames.size) break;
  }
  return grids;
}

const pulseCount = (grids: readonly GridReport[]) =>
  grids.reduce((sum, { report }) => sum + report.pulses.length, 0);

/** Everything that the snapshots say of 65 balancing authorities over 90 days, from frames in memory. */
export async function benchAnalyses(everything: Frames, report: Report): Promise<void> {
  const frames: Frames = new Map([...everything].slice(0, BALANCING_AUTHORITY_COUNT));
  const wholeMs = await cpuMedianOf(() => reportsOf(frames, NOW, nothingHeld));
  report({
    what: `analyses, ${frames.size} BAs x 90 days, CPU time`,
    engine: 'node',
    value: wholeMs / 1_000,
    unit: 's',
    goal: 3,
    limit: { name: 'one sum over the same values', value: (await sumMs(frames)) / 1_000 },
  });
  await benchHourAfter(frames, report);
}

/** One real hour: what was held is that of an hour ago; since then an hour of demand has come everywhere, and a few batches. */
async function benchHourAfter(frames: Frames, report: Report): Promise<void> {
  const before = new Map(
    [...frames].map(([code, frame], i) => [code, anHourAgo(frame, i % BATCH_EVERY === 0)] as const),
  );
  const states = new Map(
    reportsOf(before, AN_HOUR_AGO, nothingHeld).map(
      ({ ba, report: { days } }) => [ba.code, { days, months: new Map() }] as const,
    ),
  );
  const held: Held = (code) => states.get(code) ?? NO_STATE;
  const told = pulseCount(reportsOf(frames, NOW, held));
  if (told === 0) throw new Error('The hour after changed no pulse.');
  if (told * 10 > pulseCount(reportsOf(frames, NOW, nothingHeld)))
    throw new Error('The hour after told more pulses than it changed.');
  const engine = 'node';
  const what = `the hour after: ${told} pulses anew, screening included`;
  const hourAfter = () => reportsOf(frames, NOW, held);
  report({ what, engine, value: await medianOf(GOES, hourAfter), unit: 'ms', goal: 200 });
  report({
    what: 'the same, CPU time, with what collector and compiler do meanwhile on the other core',
    engine,
    value: await cpuMedianOf(hourAfter),
    unit: 'ms',
    limit: { name: 'of it screening', value: await screeningMs(frames) },
  });
  await benchHeldState(states, report);
}

/** The frame without what came in the last hour. */
function anHourAgo(frame: HourlyFrame, awaitsBatch: boolean): HourlyFrame {
  const series = new Map(frame.series);
  for (const [kind, values] of frame.series) {
    if (kind !== 'demand' && !awaitsBatch) continue;
    const hours = kind === 'demand' ? 1 : BATCH_HOURS;
    series.set(kind, values.slice().fill(Number.NaN, frame.hourCount - hours));
  }
  return { ...frame, series };
}

/** What the hour after reads from the disk before it starts. */
async function benchHeldState(states: ReadonlyMap<string, HeldState>, report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gridpulse-bench-'));
  for (const [code, state] of states) {
    writeHeldState(folder, code, 'bench', state);
    for (const date of state.days.keys())
      writeFileAtomically(snapshotPath(folder, `${slugOf(code)}/pulse/${date}.json`), '');
  }
  const codes = [...states.keys()];
  report({
    what: `state of the last run, ${codes.length} BAs, from the disk, CPU time`,
    engine: 'node',
    value: await cpuMedianOf(() => codes.map((code) => readHeldState(folder, code, 'bench'))),
    unit: 'ms',
    limit: {
      name: 'its bytes read',
      value: await cpuMedianOf(() => codes.map((code) => readFileSync(statePath(folder, code)))),
    },
  });
  rmSync(folder, { recursive: true });
}

/** Of arrays that no rule has seen: what is found once of each is found anew. */
const screeningMs = (frames: Frames): Promise<number> =>
  cpuMedianOf(() => {
    for (const frame of frames.values())
      screen(trimFrame(frame) as HourlyFrame, findRespondent(frame.respondent) as Respondent);
  });

function sumMs(frames: Frames): Promise<number> {
  let sum = 0;
  return cpuMedianOf(() => {
    for (const frame of frames.values())
      for (const values of frame.series.values()) for (const value of values) sum += value;
    if (Number.isNaN(sum)) throw new Error('The analyses had nothing to say of whole frames.');
  });
}
