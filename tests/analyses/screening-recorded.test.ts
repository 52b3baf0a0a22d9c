/** Screening of recorded demand: against the labels of Ruggles et al. (2020), and by what it leaves of 2021 and 2022. */
import { describe, expect, it } from 'vitest';
import { flagsTheMorningAfter } from '../../scripts/measure/causal.ts';
import {
  agreementOf,
  BELIEVED,
  type Confusion,
  count,
  recallByLabel,
} from '../../scripts/measure/confusion.ts';
import {
  RECORDED_DEMAND_MISSING,
  readDemandOf2021And2022,
  readLabelledDemand,
} from '../../scripts/measure/recorded-demand.ts';
import { screen } from '../../src/analyses/screening.ts';
import { indexOfMax, quantile } from '../../src/analyses/statistics.ts';
import {
  type BalancingAuthority,
  findBalancingAuthority,
  findRespondent,
  type Respondent,
} from '../../src/grid/balancing-authority.ts';
import { formatPeriod, type HourEnding, localDay, parsePeriod } from '../../src/grid/hour.ts';
import { type HourlyFrame, valueAt } from '../../src/grid/hourly-frame.ts';

const respondent = (code: string) => findRespondent(code) as Respondent;
const hour = (period: string) => parsePeriod(period) as HourEnding;

describe.skipIf(RECORDED_DEMAND_MISSING)(
  `screening against Ruggles et al. ${RECORDED_DEMAND_MISSING || ''}`,
  () => {
    const [all, early, late]: [Confusion, Confusion, Confusion] = [new Map(), new Map(), new Map()];
    for (const [code, { frame, labels }] of RECORDED_DEMAND_MISSING ? [] : readLabelledDemand()) {
      const rules = new Map(screen(frame, respondent(code)).flags.map((flag) => [flag.hour, flag.rule]));
      frame.series.get('demand')?.forEach((mwh, i) => {
        if (Number.isNaN(mwh)) return;
        const rule = rules.get(frame.firstHour + i) ?? BELIEVED;
        for (const confusion of [all, i < frame.hourCount / 2 ? early : late])
          count(confusion, labels[i] as string, rule);
      });
    }

    it('finds at least 95 % of the hours they call anomalous and passes 99.9 % of the rest', () => {
      const { anomalous, okay, recall, specificity } = agreementOf(all);
      expect(anomalous).toBe(773);
      expect(okay).toBeGreaterThan(200_000);
      expect(recall).toBeGreaterThanOrEqual(0.95);
      expect(specificity).toBeGreaterThanOrEqual(0.999);
    });

    it('does so in either half of the time', () => {
      for (const half of [early, late]) {
        expect(agreementOf(half).recall).toBeGreaterThanOrEqual(0.95);
        expect(agreementOf(half).specificity).toBeGreaterThanOrEqual(0.999);
      }
    });

    it('leaves no class of theirs out', () => {
      const recalls = [...recallByLabel(all)].map(
        ([label, { hours, found }]) => [label, found / hours] as const,
      );
      expect(recalls).toHaveLength(9);
      for (const [label, recall] of recalls) expect(recall, label).toBeGreaterThan(0.85);
    });
  },
);

describe.skipIf(RECORDED_DEMAND_MISSING)(
  `screening of 2021 and 2022 ${RECORDED_DEMAND_MISSING || ''}`,
  () => {
    const frames = RECORDED_DEMAND_MISSING ? new Map<string, HourlyFrame>() : readDemandOf2021And2022();
    const screened = new Map([...frames].map(([code, frame]) => [code, screen(frame, respondent(code))]));
    const trusted = (code: string) => (screened.get(code) as { trusted: HourlyFrame }).trusted;

    it('leaves no peak above 1.3 times the 99.9th percentile, for any of the 69 respondents', () => {
      expect(frames.size).toBe(69);
      const peaks = [...frames.keys()].flatMap((code) => {
        const demand = trusted(code).series.get('demand');
        return demand
          ? [[code, (demand[indexOfMax(demand)] as number) / quantile(demand, 0.999)] as const]
          : [];
      });
      expect(peaks.length).toBeGreaterThan(60);
      expect(peaks.filter(([, ratio]) => ratio > 1.3)).toEqual([]);
    });

    it('takes out the sentinels of PJM the morning after, too', () => {
      const pjm = findBalancingAuthority('PJM') as BalancingAuthority;
      const day = localDay('2021-10-18', pjm.timezone);
      const flagged = flagsTheMorningAfter(frames.get('PJM') as HourlyFrame, pjm, day);
      expect(flagged.map((flag) => formatPeriod(flag.hour)).slice(0, 4)).toEqual([
        '2021-10-19T02',
        '2021-10-19T03',
        '2021-10-19T04',
      ]);
    });

    it('changes few flags of old days when the frame grows from one year to two', () => {
      const hourCount = 365 * 24;
      let [flags, changes] = [0, 0];
      for (const [code, whole] of frames) {
        const series = new Map(
          [...whole.series].map(([kind, values]) => [kind, values.subarray(0, hourCount)]),
        );
        const settled = whole.firstHour + hourCount - 22 * 24;
        const hoursOf = ({ flags }: ReturnType<typeof screen>) =>
          new Set(flags.map(({ hour }) => hour).filter((hour) => hour < settled));
        const early = hoursOf(screen({ ...whole, hourCount, series }, respondent(code)));
        const late = hoursOf(screened.get(code) as ReturnType<typeof screen>);
        flags += early.size;
        changes += [...early].filter((hour) => !late.has(hour)).length;
        changes += [...late].filter((hour) => !early.has(hour)).length;
      }
      expect(flags).toBeGreaterThan(3_000);
      expect(changes).toBeLessThan(0.02 * flags);
    });

    it('takes out the sentinels of PJM', () => {
      for (const period of ['2021-10-19T03', '2021-10-19T04', '2021-10-19T05']) {
        expect(valueAt(trusted('PJM'), 'demand', hour(period)), period).toBeNaN();
      }
    });

    it.each([
      ['BPAT', '2021-06-26T08', '2021-06-30T07', 'the heat wave of June 2021'],
      ['PACW', '2021-06-26T08', '2021-06-30T07', 'the heat wave of June 2021'],
      ['ERCO', '2021-02-14T07', '2021-02-16T06', 'the freeze of February 2021'],
      ['CISO', '2022-09-06T08', '2022-09-08T07', 'the heat of September 2022'],
      ['TVA', '2022-12-23T07', '2022-12-25T06', 'the cold of December 2022'],
      ['DUK', '2022-12-23T06', '2022-12-26T05', 'the cold of December 2022'],
      ['JEA', '2021-02-04T06', '2021-02-05T05', 'a cold morning'],
      ['SCEG', '2021-02-04T06', '2021-02-05T05', 'a cold morning'],
      ['US48', '2022-07-19T05', '2022-07-22T04', 'the peak of 2022'],
    ])('believes every hour of %s from %s to %s: %s', (code, first, last) => {
      const flags = (screened.get(code) as ReturnType<typeof screen>).flags;
      const within = flags.filter((flag) => flag.hour >= hour(first) && flag.hour <= hour(last));
      expect(within.map((flag) => `${formatPeriod(flag.hour)} ${flag.rule}`)).toEqual([]);
    });

    it('keeps the records: the highest hour of ERCO, CISO, PACW and the Lower 48', () => {
      const peakOf = (code: string) => {
        const demand = trusted(code).series.get('demand') as Float64Array;
        const index = indexOfMax(demand);
        return `${code} ${formatPeriod(trusted(code).firstHour + index)} ${demand[index]}`;
      };
      expect(['ERCO', 'CISO', 'PACW', 'US48'].map(peakOf)).toEqual([
        'ERCO 2022-07-20T22 79830',
        'CISO 2022-09-07T01 51104',
        'PACW 2021-06-28T23 4144',
        'US48 2022-07-20T22 742599',
      ]);
    });
  },
);
