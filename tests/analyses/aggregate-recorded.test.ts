import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregateFrame, type Member } from '../../src/analyses/aggregate-frame.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { SeriesKind } from '../../src/grid/observation.ts';
import { gridOf } from './published-pulses.ts';
import { ARCHIVES_MISSING, cutFrame, demandOf2021And2022 } from './recorded-archives.ts';

const GAP = Number.NaN;
const FIRST_HOUR = 490_000;

type SeriesOf = Partial<Record<SeriesKind, number[]>>;

function member(
  code: string,
  series: SeriesOf | null,
  respondent: Partial<Member['respondent']> = {},
  firstHour = FIRST_HOUR,
): Member {
  const entries = Object.entries(series ?? {}) as [SeriesKind, number[]][];
  const frame: HourlyFrame | null = series && {
    respondent: code,
    firstHour,
    hourCount: entries[0]?.[1].length ?? 0,
    series: new Map(entries.map(([kind, values]) => [kind, Float64Array.from(values)])),
  };
  return {
    respondent: { code, active: true, generationOnly: false, activatedOn: null, ...respondent },
    frame,
  };
}

const sumOf = (...members: Member[]) => aggregateFrame('CAL', members);
const values = (frame: HourlyFrame | null, kind: SeriesKind) => {
  const found = frame?.series.get(kind);
  return found && [...found];
};

describe('the sum of any members', () => {
  it('is the sum of each hour, of every series', () => {
    const hours = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ demand: hours, 'total-interchange': hours, 'generation:NG': hours }), {
          minLength: 1,
          maxLength: 5,
        }),
        (all) => {
          const sum = sumOf(...all.map((series, i) => member(`M${i}`, series)));
          for (const kind of ['demand', 'total-interchange', 'generation:NG'] as const)
            expect(values(sum, kind)).toEqual(
              [0, 1, 2, 3, 4].map((hour) =>
                all.reduce((total, one) => total + (one[kind][hour] as number), 0),
              ),
            );
        },
      ),
    );
  });

  it('leaves the frames of its members as they were', () => {
    const one = member('A', { demand: [1, GAP, 3] }, { active: false });
    sumOf(one, member('B', { demand: [1, 1, 1] }));
    expect(values(one.frame, 'demand')).toEqual([1, GAP, 3]);
  });
});

describe.skipIf(ARCHIVES_MISSING)(`the sum of recorded members ${ARCHIVES_MISSING || ''}`, () => {
  it.each(['TEX', 'NY', 'NE', 'TEN', 'CAR'])(
    'of %s comes within 2 percent of what EIA publishes in most hours',
    (region) => {
      const cut = (code: string) => {
        const frame = demandOf2021And2022().get(code);
        return frame ? cutFrame(frame, '2021-06-01T00', '2021-06-30T23') : null;
      };
      const members = gridOf(region).members.flatMap((code) => {
        const respondent = gridOf(code);
        const frame = cut(code);
        // Who had retired by 2021, or only generates, has no demand in the archive.
        return frame || respondent.active ? [{ respondent, frame }] : [];
      });
      const sum = values(aggregateFrame(region, members), 'demand') as number[];
      const published = values(cut(region), 'demand') as number[];
      const known = sum.flatMap((value, i) =>
        Number.isNaN(value) ? [] : [Math.abs(value / (published[i] as number) - 1)],
      );
      expect(known.length).toBeGreaterThan(0.9 * published.length);
      expect(known.filter((difference) => difference < 0.02).length).toBeGreaterThan(0.9 * known.length);
    },
  );
});
