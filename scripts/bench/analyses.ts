import type { HeldDays } from '../../src/analyses/held-days.ts';
import { balancingAuthorityReport, reportOfScreened } from '../../src/analyses/report.ts';
import { type ScreenedFrame, screen } from '../../src/analyses/screening.ts';
import { BALANCING_AUTHORITIES, type BalancingAuthority } from '../../src/grid/balancing-authority.ts';
import { MS_PER_HOUR } from '../../src/grid/hour.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { Report } from './figure.ts';
import { LAST_HOUR } from './grid-rows.ts';
import { cpuTimed, medianOf } from './timing.ts';

const BALANCING_AUTHORITY_COUNT = 65;
/** Of one core, as the goals are meant: all of it runs on one thread. */
const cpuMedianOf = (work: () => unknown) => medianOf(GOES, work, cpuTimed);
const GOES = 7;
const NOW = new Date(LAST_HOUR * MS_PER_HOUR);

interface Case {
  ba: BalancingAuthority;
  frame: HourlyFrame;
}

/** Everything that the snapshots say of 65 balancing authorities over 90 days, from frames in memory. */
export async function benchAnalyses(frames: Map<string, HourlyFrame>, report: Report): Promise<void> {
  const cases = BALANCING_AUTHORITIES.flatMap((ba): Case[] => {
    const frame = frames.get(ba.code);
    return frame ? [{ ba, frame }] : [];
  }).slice(0, BALANCING_AUTHORITY_COUNT);
  const held = new Map<string, HeldDays>();
  const wholeMs = await cpuMedianOf(() => {
    for (const { ba, frame } of cases) held.set(ba.code, balancingAuthorityReport(frame, ba, NOW).days);
  });
  report({
    what: `analyses, ${cases.length} BAs x 90 days, CPU time`,
    engine: 'node',
    value: wholeMs / 1_000,
    unit: 's',
    goal: 3,
    limit: { name: 'one sum over the same values', value: (await sumMs(cases)) / 1_000 },
  });
  await benchHourly(cases, held, report);
}

/** The hour after: a new value of demand everywhere, and the daily batch of one grid in ten. */
async function benchHourly(
  cases: readonly Case[],
  held: ReadonlyMap<string, HeldDays>,
  report: Report,
): Promise<void> {
  const after = cases.map(({ ba, frame }, i) => ({ ba, frame: afterAnHour(frame, i % 10 === 0) }));
  let told = 0;
  let screened: { ba: BalancingAuthority; screened: ScreenedFrame }[] = [];
  const screeningMs = await cpuMedianOf(() => {
    screened = after.map(({ ba, frame }) => ({ ba, screened: screen(frame, ba) }));
  });
  const beyondMs = await cpuMedianOf(() => {
    told = 0;
    for (const one of screened)
      told += reportOfScreened(one.screened, one.ba, NOW, held.get(one.ba.code)).pulses.length;
  });
  if (told === 0) throw new Error('The hour after changed no pulse.');
  report({
    what: `the hour after: ${told} pulses anew, beyond screening, CPU time`,
    engine: 'node',
    value: beyondMs,
    unit: 'ms',
    goal: 200,
    limit: { name: 'screening of the same frames', value: screeningMs },
  });
}

function afterAnHour(frame: HourlyFrame, isBatch: boolean): HourlyFrame {
  const series = new Map(frame.series);
  for (const [kind, values] of frame.series) {
    if (kind !== 'demand' && !isBatch) continue;
    const changed = values.slice();
    const from = frame.hourCount - (isBatch ? 30 : 1);
    for (let i = from; i < changed.length; i++) changed[i] = (changed[i] as number) + 1;
    series.set(kind, changed);
  }
  return { ...frame, series };
}

function sumMs(cases: readonly Case[]): Promise<number> {
  let sum = 0;
  return cpuMedianOf(() => {
    for (const { frame } of cases)
      for (const values of frame.series.values()) for (const value of values) sum += value;
    if (Number.isNaN(sum)) throw new Error('The analyses had nothing to say of whole frames.');
  });
}
