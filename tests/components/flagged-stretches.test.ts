import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flaggedStretches, seriesName } from '../../src/components/flagged-stretches.ts';
import { hourToIso, isoToHour } from '../../src/grid/hour.ts';
import type { FlaggedHour } from '../../src/snapshots/flagged-hour.ts';

const flagged = (hour: number, series = 'demand', reason = 'no reason'): FlaggedHour => ({
  series,
  hourEnding: hourToIso(hour),
  reportedMwh: hour,
  rule: 'repeated-day',
  reason,
});

const someFlags = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 24 }), fc.constantFrom('demand', 'generation:SUN')), {
    selector: (one) => one.join(),
  })
  .map((pairs) => pairs.sort(([a], [b]) => a - b).map(([hour, series]) => flagged(hour, series)));

describe('hours that are doubted in a row', () => {
  it('stand in one line as long as nothing comes between them and the reason is one', () => {
    const flags = [
      flagged(1),
      flagged(2),
      flagged(2, 'generation:SUN'),
      flagged(3),
      flagged(4, 'demand', 'another'),
      flagged(6),
    ];
    expect(
      flaggedStretches(flags).map(({ series, firstHourEnding, lastHourEnding }) => [
        series,
        isoToHour(firstHourEnding),
        isoToHour(lastHourEnding),
      ]),
    ).toEqual([
      ['demand', 1, 3],
      ['generation:SUN', 2, 2],
      ['demand', 4, 4],
      ['demand', 6, 6],
    ]);
  });

  it('are all there, each once and under its own series', () => {
    fc.assert(
      fc.property(someFlags, (flags) => {
        const back = flaggedStretches(flags).flatMap(({ series, firstHourEnding, reportedMwh }) =>
          reportedMwh.map((mwh, i) => [series, isoToHour(firstHourEnding) + i, mwh]),
        );
        const given = flags.map(({ series, hourEnding, reportedMwh }) => [
          series,
          isoToHour(hourEnding),
          reportedMwh,
        ]);
        expect(back.sort()).toEqual(given.sort());
      }),
    );
  });

  it('are of a series that has a name', () => {
    expect(seriesName('demand')).toBe('Demand');
    expect(seriesName('generation:SUN')).toBe('Solar');
    expect(seriesName('interchange:PACW')).toBe('Interchange with PACW');
  });
});
