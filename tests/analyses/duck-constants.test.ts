/**
 * How the duck score spreads over real months: writes the tables of docs/duck-curve-figures.md (with
 * `-u`) and holds what docs/duck-curve.md says of its constants.
 */
import { describe, expect, it } from 'vitest';
import { derivedSeries } from '../../src/analyses/derived-series.ts';
import { duckDay } from '../../src/analyses/duck-days.ts';
import { isScored } from '../../src/analyses/duck-history.ts';
import { daysOver } from '../../src/analyses/local-days.ts';
import { median, quantile } from '../../src/analyses/statistics.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { DuckDay } from '../../src/snapshots/ducks.ts';
import { recordedDataMissing } from '../recorded-data.ts';
import { framesOf2020 } from './frames-2020.ts';
import { ba } from './made-frames.ts';
import { nineRecordedMonths } from './recorded-frames.ts';

type Scored = DuckDay & { score: number; parts: NonNullable<DuckDay['parts']> };
type ScoredByBa = Map<string, Scored[]>;

/** As reported, unscreened: the constants are to be judged, not the screening. Days with every hour only. */
function scoredDays(frames: Map<string, HourlyFrame>, now: string): ScoredByBa {
  const all = [...frames].map(([code, frame]): [string, Scored[]] => {
    const derived = derivedSeries(frame);
    const days = daysOver(frame, ba(code).timezone, new Date(now));
    const ducks = days.map((day) => duckDay(frame, derived, day, ba(code)));
    return [code, ducks.filter((day): day is DuckDay & Scored => isScored(day) && day.parts !== null)];
  });
  return new Map(all.filter(([, days]) => days.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const row = (cells: (string | number)[]): string => `| ${cells.join(' | ')} |`;
const table = (head: string[], rows: (string | number)[][]): string =>
  [row(head), row(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');
const spread = (scores: number[]): string =>
  scores.length === 0
    ? ''
    : `${Math.round(quantile(scores, 0.1))} **${Math.round(median(scores))}** ${Math.round(quantile(scores, 0.9))}`;

const inMonth = (days: Scored[], month: string) => days.filter(({ date }) => date.startsWith(month));

function monthTable(byBa: ScoredByBa): string {
  const months = [...new Set([...byBa.values()].flat().map(({ date }) => date.slice(0, 7)))].sort();
  return table(
    ['', ...months],
    [...byBa].map(([code, days]) => [
      code,
      ...months.map((month) => spread(inMonth(days, month).map(({ score }) => score))),
    ]),
  );
}

const OF = { ramp: 50, valley: 35, trough: 15 } as const;
const share = (days: Scored[], part: keyof typeof OF) =>
  median(days.map(({ parts }) => parts[part] / OF[part]));
const percent = (fraction: number) => `${Math.round(100 * fraction)}%`;
const fullest = (days: Scored[], part: keyof typeof OF) =>
  Math.max(...days.map(({ parts }) => parts[part] / OF[part]));

function partTable(byBa: ScoredByBa, months: string[]): string {
  const rows = [...byBa].flatMap(([code, all]) => {
    const days = months.flatMap((month) => inMonth(all, month));
    if (days.length === 0) return [];
    return [
      [
        code,
        days.length,
        percent(share(days, 'ramp')),
        percent(share(days, 'valley')),
        percent(share(days, 'trough')),
        percent(fullest(days, 'ramp')),
        percent(fullest(days, 'valley')),
      ],
    ];
  });
  return table(['', 'days', 'ramp', 'valley', 'trough', 'highest ramp', 'highest valley'], rows);
}

describe.skipIf(recordedDataMissing)('the constants of the duck score on real months', () => {
  const of2020 = recordedDataMissing ? new Map() : scoredDays(framesOf2020(), '2020-07-05T00:00:00Z');
  const of2025 = recordedDataMissing ? new Map() : scoredDays(nineRecordedMonths(), '2026-04-01T12:00:00Z');

  it('spread as docs/duck-curve-figures.md says', async () => {
    const text = `# Duck score on recorded months

Written by \`npx vitest run tests/analyses/duck-constants.test.ts -u\` from the recorded data beside the
project; the same test fails when the figures move. Days with every hour, as reported, unscreened. A cell holds the 10th
percentile, **the median** and the 90th percentile of a month's scores.

## January to June 2020

${monthTable(of2020)}

## July 2025 to March 2026

${monthTable(of2025)}

## The parts, as a share of what each can earn (medians, and the highest day)

### March to May 2020

${partTable(of2020, ['2020-03', '2020-04', '2020-05'])}

### March 2026

${partTable(of2025, ['2026-03'])}

### July and August 2025

${partTable(of2025, ['2025-07', '2025-08'])}
`;
    await expect(text).toMatchFileSnapshot('../../docs/duck-curve-figures.md');
  });

  it('tell days and grids apart and leave room to grow', () => {
    const days = [...of2020.values(), ...of2025.values()].flat() as Scored[];
    expect(Math.max(...days.map(({ score }) => score))).toBeLessThan(90);
    expect(Math.max(...days.map(({ parts }) => parts.ramp))).toBeLessThan(0.97 * OF.ramp);
    expect(Math.max(...days.map(({ parts }) => parts.valley))).toBeLessThan(0.8 * OF.valley);
    const medianOf = (byBa: ScoredByBa, code: string, month: string) =>
      median(inMonth(byBa.get(code) ?? [], month).map(({ score }) => score));
    expect(medianOf(of2025, 'CISO', '2026-03') - medianOf(of2020, 'CISO', '2020-03')).toBeGreaterThan(15);
    expect(medianOf(of2025, 'ERCO', '2026-03') - medianOf(of2020, 'ERCO', '2020-03')).toBeGreaterThan(40);
    expect(medianOf(of2020, 'BPAT', '2020-04')).toBeLessThan(1);
  });
});
