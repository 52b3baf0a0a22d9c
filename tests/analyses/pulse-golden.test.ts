import { describe, expect, it } from 'vitest';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import { publishedPulses } from './published-pulses.ts';
import { ARCHIVES_MISSING, demandOf2021And2022, framesOf2020 } from './recorded-archives.ts';
import { nineRecordedMonths, RECORDED_PAGES_MISSING } from './recorded-frames.ts';

/**
 * Whole pulses of recorded days, chosen for variety and read through by eye. After a change of words
 * that is meant: `npx vitest run tests/analyses/pulse-golden.test.ts -u`, and read them again.
 */
const PAGES = [
  ['CISO', '2025-07-01', 'the first day held'],
  ['CISO', '2025-07-04', 'a holiday'],
  ['CISO', '2025-09-01', 'a holiday in the heat'],
  ['CISO', '2025-11-02', 'clocks back, 25 hours'],
  ['CISO', '2026-03-08', 'clocks forward, 23 hours'],
  ['CISO', '2026-03-30', 'a deep duck'],
  ['ERCO', '2025-11-02', 'clocks back, unusually low'],
  ['ERCO', '2025-12-05', 'no sources sent'],
  ['ERCO', '2025-12-06', 'sources of a part of the day'],
  ['ERCO', '2026-01-25', 'a winter storm'],
  ['MISO', '2025-11-27', 'Thanksgiving'],
  ['MISO', '2026-03-08', 'a record of carbon'],
  ['MISO', '2026-03-31', 'the last day, cut off'],
  ['PJM', '2025-12-25', 'Christmas'],
  ['PJM', '2026-01-27', 'a cold peak'],
] as const;

const OF_2020 = [
  ['ISNE', '2020-01-01', 'a holiday, no past'],
  ['MISO', '2020-02-14', 'two records'],
  ['BPAT', '2020-05-17', 'all but free of carbon'],
  ['CISO', '2020-03-08', 'clocks forward, with a forecast'],
  ['SOCO', '2020-03-08', 'clocks forward in two zones'],
  ['PJM', '2020-04-12', 'the quiet of that spring'],
  ['SWPP', '2020-04-29', 'half of it wind'],
  ['ISNE', '2020-05-03', 'low demand, a forecast missed'],
  ['NYIS', '2020-05-25', 'a holiday, no solar'],
  ['ERCO', '2020-05-02', 'a record of wind'],
  ['FPL', '2020-06-25', 'all but carbon'],
  ['TIDC', '2020-05-09', 'screened away'],
  ['BANC', '2020-04-15', 'three hours flagged'],
  ['FPC', '2020-04-13', 'a forecast that does not compare'],
  ['HST', '2020-06-20', 'tiny'],
] as const;

const DEMAND_ONLY = [
  ['BPAT', '2021-06-28', 'the heat dome'],
  ['PACW', '2021-06-28', 'the heat dome'],
  ['ERCO', '2021-02-15', 'the freeze'],
  ['PJM', '2021-10-18', 'sentinels'],
  ['PJM', '2021-10-19', 'sentinels'],
  ['PACE', '2021-09-13', 'a peak that is not certain'],
  ['US48', '2021-11-07', 'the nation, clocks back'],
  ['CAL', '2022-09-06', 'a region'],
  ['GVL', '2022-03-13', 'small, its low at the jump of the clocks'],
  ['SPA', '2022-12-23', 'a small grid in a winter storm'],
] as const;

/** All that a reader sees, and the numbers behind it. */
function readable(pulse: PulseSnapshot): string {
  const { balancingAuthority: who, date, status, statusReason, headline, bullets, receipt } = pulse;
  const numbers = Object.entries({
    'peak MWh': pulse.peak && `${pulse.peak.demandMwh} at ${pulse.peak.hourEnding}`,
    'trough MWh': pulse.trough && `${pulse.trough.demandMwh} at ${pulse.trough.hourEnding}`,
    'evening ramp MW':
      pulse.eveningRamp &&
      `${pulse.eveningRamp.rampMw} of ${pulse.eveningRamp.quantity} at ${pulse.eveningRamp.hourEnding}`,
    'forecast deviation MWh':
      pulse.forecastDeviation &&
      `${pulse.forecastDeviation.deviationMwh} at ${pulse.forecastDeviation.hourEnding}`,
    'cleanest hour kg/MWh':
      pulse.cleanestHour &&
      `${pulse.cleanestHour.carbonIntensityDirectKgPerMwh} at ${pulse.cleanestHour.hourEnding}`,
    'carbon intensity kg/MWh':
      pulse.carbonIntensity &&
      `${pulse.carbonIntensity.directKgPerMwh} direct, ${pulse.carbonIntensity.lifecycleKgPerMwh} lifecycle`,
    'demand of the day MWh': pulse.totals.demandMwh,
    duck: pulse.duck.score === null ? pulse.duck.status : `${pulse.duck.score}, ${pulse.duck.status}`,
    'hours flagged': pulse.flags.length,
  });
  return [
    `${who.code} ${date}: ${status}${statusReason ? `. ${statusReason}` : ''}`,
    '',
    headline,
    ...bullets.map((bullet) => `- ${bullet}`),
    '',
    `rules: ${receipt.map(({ rule }) => rule).join(', ')}`,
    ...numbers.map(([name, value]) => `${name}: ${value ?? 'none'}`),
    '',
  ].join('\n');
}

type Chosen = readonly (readonly [code: string, date: string, why: string])[];

function goldens(chosen: Chosen, frames: () => Map<string, HourlyFrame>): void {
  const byCode = Map.groupBy(chosen, ([code]) => code);
  it.each([...byCode.keys()])('of %s', async (code) => {
    const dates = byCode.get(code)?.map(([, date]) => date) ?? [];
    const { pulses, objectionsTo } = publishedPulses(frames().get(code) as HourlyFrame, (date) =>
      dates.includes(date),
    );
    expect(pulses.map(({ date }) => date).toSorted()).toEqual(dates.toSorted());
    for (const pulse of pulses) {
      expect(objectionsTo(pulse)).toEqual([]);
      await expect(readable(pulse)).toMatchFileSnapshot(
        `../golden/pulses/${code.toLowerCase()}-${pulse.date}.txt`,
      );
    }
  });
}

describe('golden pulses', () => {
  it('are forty', () => {
    expect(PAGES.length + OF_2020.length + DEMAND_ONLY.length).toBe(40);
  });
});

describe.skipIf(RECORDED_PAGES_MISSING)(
  `golden pulses of recorded pages ${RECORDED_PAGES_MISSING || ''}`,
  () => goldens(PAGES, nineRecordedMonths),
);
describe.skipIf(ARCHIVES_MISSING)(`golden pulses of the spring of 2020 ${ARCHIVES_MISSING || ''}`, () =>
  goldens(OF_2020, framesOf2020),
);
describe.skipIf(ARCHIVES_MISSING)(`golden pulses of demand alone ${ARCHIVES_MISSING || ''}`, () =>
  goldens(DEMAND_ONLY, demandOf2021And2022),
);
