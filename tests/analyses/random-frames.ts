/** Frames of every odd kind: holes, ties, negatives, spikes, tiny, importing all, without this or that. */
import fc from 'fast-check';
import { type LocalDate, localDay, localHourOfDay } from '../../src/grid/hour.ts';
import { ensureSeries, type HourlyFrame, type HourlyValues } from '../../src/grid/hourly-frame.ts';
import type { SeriesKind } from '../../src/grid/observation.ts';
import { ba } from './made-frames.ts';

interface Blow {
  kind: 'hole' | 'negative' | 'spike' | 'plateau' | 'zero';
  /** Which series, and where, as fractions. */
  series: number;
  at: number;
  hours: number;
}

export interface FrameSpec {
  code: string;
  first: LocalDate;
  days: number;
  /** Mean demand. */
  sizeMw: number;
  /** Values are multiples of this many MWh: a coarse one makes ties. */
  stepMwh: number;
  seed: number;
  swing: number;
  solarShare: number;
  windShare: number;
  /** Of demand; the rest is imported. */
  ownShare: number;
  has: { demand: boolean; forecast: boolean; mix: boolean; netGeneration: boolean; interchange: boolean };
  blows: Blow[];
}

/** A number from 0 to 1 by seed and index, by a bit mixer (Steele and Vigna's constants). */
function chance(seed: number, index: number): number {
  let z = (seed + Math.imul(index + 1, 0x9e3779b9)) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return ((z ^ (z >>> 16)) >>> 0) / 2 ** 32;
}

function strike(values: HourlyValues, { kind, at, hours }: Blow): void {
  const from = Math.floor(at * values.length);
  const first = values[from] as number;
  for (let i = from; i < Math.min(values.length, from + hours); i++) {
    const value = values[i] as number;
    values[i] = { hole: Number.NaN, negative: -value, spike: value * 30, plateau: first, zero: 0 }[kind];
  }
}

export function frameOf(spec: FrameSpec): HourlyFrame {
  const { timezone } = ba(spec.code);
  const { firstHour } = localDay(spec.first, timezone);
  const frame: HourlyFrame = {
    respondent: spec.code,
    firstHour,
    hourCount: spec.days * 24,
    series: new Map(),
  };
  const { sizeMw, seed, has } = spec;
  const put = (kind: SeriesKind, mwhAt: (hour: number, i: number) => number) => {
    const values = ensureSeries(frame, kind);
    for (let i = 0; i < values.length; i++)
      values[i] = Math.round(mwhAt(localHourOfDay(firstHour + i, timezone), i) / spec.stepMwh) * spec.stepMwh;
  };
  const demandAt = (hour: number, i: number) =>
    sizeMw *
    (1 +
      spec.swing * Math.sin(((hour - 12) / 12) * Math.PI) +
      0.1 * chance(seed, Math.floor(i / 24)) +
      0.03 * chance(seed + 1, i));
  const sunAt = (hour: number, i: number) =>
    hour < 6 || hour > 18
      ? -0.001 * sizeMw
      : spec.solarShare *
        sizeMw *
        Math.sin(((hour - 5) / 14) * Math.PI) *
        (0.6 + 0.4 * chance(seed + 2, Math.floor(i / 24)));
  const windAt = (_: number, i: number) => spec.windShare * sizeMw * chance(seed + 3, Math.floor(i / 5));
  const gasAt = (hour: number, i: number) =>
    Math.max(0, spec.ownShare * demandAt(hour, i) - sunAt(hour, i) - windAt(hour, i));
  const generationAt = (hour: number, i: number) =>
    spec.ownShare === 0 ? 0 : sunAt(hour, i) + windAt(hour, i) + gasAt(hour, i);
  if (has.demand) put('demand', demandAt);
  if (has.forecast)
    put('day-ahead-demand-forecast', (hour, i) => demandAt(hour, i) * (0.92 + 0.16 * chance(seed + 4, i)));
  if (has.mix && spec.ownShare > 0) {
    if (spec.solarShare > 0) put('generation:SUN', sunAt);
    if (spec.windShare > 0) put('generation:WND', windAt);
    put('generation:NG', gasAt);
  }
  if (has.netGeneration) put('net-generation', generationAt);
  if (has.interchange) put('total-interchange', (hour, i) => generationAt(hour, i) - demandAt(hour, i));
  const series = [...frame.series.values()];
  for (const blow of spec.blows) {
    const values = series[Math.floor(blow.series * series.length)];
    if (values) strike(values, blow);
  }
  return frame;
}

const blow = fc.record<Blow>({
  kind: fc.constantFrom('hole', 'hole', 'negative', 'spike', 'plateau', 'zero'),
  series: fc.double({ min: 0, max: 0.999, noNaN: true }),
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  hours: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 80 })),
});

const fraction = (max: number) => fc.oneof(fc.constant(0), fc.double({ min: 0, max, noNaN: true }));

/** Any frame of 8 to 45 days; those of March and of the turn of October see the clocks change. */
export const frameSpec: fc.Arbitrary<FrameSpec> = fc.record({
  code: fc.constantFrom('CISO', 'PJM', 'HST', 'AZPS', 'FPC', 'GRID', 'AVRN', 'WAUW', 'SWPP', 'ERCO'),
  first: fc.constantFrom('2026-02-20', '2025-10-20', '2026-04-10', '2025-12-10', '2025-06-20'),
  days: fc.integer({ min: 8, max: 45 }),
  sizeMw: fc.constantFrom(9, 60, 800, 20_000, 150_000),
  stepMwh: fc.constantFrom(1, 1, 3, 10),
  seed: fc.integer({ min: 0, max: 1e9 }),
  swing: fc.double({ min: 0, max: 0.4, noNaN: true }),
  solarShare: fraction(1.1),
  windShare: fraction(1.1),
  ownShare: fc.constantFrom(0, 0.2, 0.95, 1, 1.6),
  has: fc.record({
    demand: fc.constantFrom(true, true, true, false),
    forecast: fc.boolean(),
    mix: fc.constantFrom(true, true, false),
    netGeneration: fc.boolean(),
    interchange: fc.boolean(),
  }),
  blows: fc.array(blow, { maxLength: 12 }),
});
