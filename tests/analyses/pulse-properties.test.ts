import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayPulse } from '../../src/analyses/pulse.ts';
import { pulseStories } from '../../src/analyses/pulse-stories.ts';
import { eveningRamp } from '../../src/analyses/ramp.ts';
import { balancingAuthorityReport } from '../../src/analyses/report.ts';
import { contextOfScreened } from '../../src/analyses/report-context.ts';
import { findSentenceRule } from '../../src/analyses/sentences/catalogue.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import { ba, fill, frameOfDays, plausibleFrame } from './made-frames.ts';
import { publishedPulses } from './published-pulses.ts';
import { frameOf, frameSpec } from './random-frames.ts';
import { contradictions } from './sentence-truth.ts';

const LATER = new Date('2027-01-01T00:00:00Z');
const reportOf = (frame: HourlyFrame) => balancingAuthorityReport(frame, ba(frame.respondent), LATER);
const textsOf = ({ headline, bullets }: PulseSnapshot) => [headline, ...bullets];

function factsTold({ receipt }: PulseSnapshot): string[] {
  return receipt.flatMap<string>(({ rule }) => findSentenceRule(rule)?.facts ?? ['of no rule']);
}

describe('pulses of any frame', () => {
  it('say nothing that their own numbers, or the days before, contradict', () => {
    fc.assert(
      fc.property(frameSpec, (spec) => {
        const { pulses, objectionsTo } = publishedPulses(frameOf(spec));
        const history = new Map(pulses.map((pulse) => [pulse.date, pulse]));
        for (const pulse of pulses) {
          expect(objectionsTo(pulse)).toEqual([]);
          for (const text of textsOf(pulse))
            expect(contradictions(text, { pulse, history }), `${pulse.date}: ${text}`).toEqual([]);
        }
      }),
      { numRuns: 100, seed: 930 },
    );
  });

  it('keep to their length, tell no fact twice, and print no gap as a number', () => {
    fc.assert(
      fc.property(frameSpec, (spec) => {
        for (const pulse of publishedPulses(frameOf(spec)).pulses) {
          const { headline, bullets, status, statusReason } = pulse;
          expect(headline.length, headline).toBeLessThanOrEqual(120);
          expect(bullets.length).toBeLessThanOrEqual(5);
          expect(textsOf(pulse).join(' ')).not.toMatch(/NaN|undefined|null|Infinity|\.\.| {2}| -\d/);
          expect(new Set(factsTold(pulse)).size, textsOf(pulse).join(' ')).toBe(factsTold(pulse).length);
          expect(status === 'final').toBe(statusReason === null);
        }
      }),
      { numRuns: 60, seed: 931 },
    );
  });

  it('score every duck from 0 to 100', () => {
    fc.assert(
      fc.property(frameSpec, (spec) => {
        for (const { score, parts } of reportOf(frameOf(spec)).ducks) {
          if (score === null) continue;
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
          expect(score).toBeCloseTo(
            Object.values(parts ?? {}).reduce((sum, part) => sum + part, 0),
            9,
          );
        }
      }),
      { numRuns: 60, seed: 932 },
    );
  });
});

describe('the reader of sentences', () => {
  const { pulses } = publishedPulses(plausibleFrame('CISO', '2026-01-05', 30));
  const history = new Map(pulses.map((pulse) => [pulse.date, pulse]));
  const pulse = pulses.at(-1) as PulseSnapshot;
  const isCaught = (text: string) => contradictions(text, { pulse, history }).length > 0;

  it.each([
    [
      'a number',
      (text: string) => text.replace(/\d+(?=(\.\d)? gigawatts|%| grams)/, (n) => String(Number(n) + 2)),
    ],
    [
      'an hour',
      (text: string) =>
        text.replace(/(between|around) (\d+)/, (_, word, hour) => `${word} ${(Number(hour) % 12) + 1}`),
    ],
    [
      'half a day',
      (text: string) =>
        text.replace(/([ap])\.m\.(?! (?:demand|and))/, (_, half) => (half === 'a' ? 'p.m.' : 'a.m.')),
    ],
    [
      'a direction',
      (text: string) => text.replace(/above|below/, (side) => (side === 'above' ? 'below' : 'above')),
    ],
    ['a date', (text: string) => text.replace(/Feb\. (\d+)/, 'Feb. 28')],
    ['a word', (text: string) => text.replace(/demand/i, 'supply')],
  ])('catches %s that is wrong', (_, spoil) => {
    const spoiled = textsOf(pulse).filter((text) => spoil(text) !== text);
    expect(spoiled.length).toBeGreaterThan(0);
    expect(spoiled.filter((text) => !isCaught(spoil(text)))).toEqual([]);
  });
});

const scaled = (frame: HourlyFrame, factor: number): HourlyFrame => ({
  ...frame,
  series: new Map([...frame.series].map(([kind, values]) => [kind, values.map((value) => value * factor)])),
});

/** Days as they are where every hour is believed: screening has bounds of its own, in MWh. */
function believed(frame: HourlyFrame) {
  const screened = { reported: frame, trusted: frame, flags: [] };
  const context = contextOfScreened(screened, ba(frame.respondent), LATER);
  return { context, days: [...pulseStories(context).stories.values()] };
}

const ducksOf = (frame: HourlyFrame) =>
  believed(frame).days.map(({ duck: { date, score } }) => [date, score?.toFixed(9)]);

const pulsesOf = (frame: HourlyFrame) => {
  const { context, days } = believed(frame);
  return days.map((day) => dayPulse(context, day));
};

const hoursTold = (frame: HourlyFrame) =>
  pulsesOf(frame).map(
    ({ date, status, peak, trough, eveningRamp: ramp, forecastDeviation, cleanestHour }) => ({
      date,
      status,
      hours: [peak, trough, ramp, forecastDeviation, cleanestHour].map((fact) => fact?.hourEnding),
    }),
  );

describe('a grid ten times as large', () => {
  it('has the same ducks, and the same hours in its pulses', () => {
    fc.assert(
      fc.property(frameSpec, (spec) => {
        const frame = frameOf(spec);
        const tenfold = scaled(frame, 10);
        expect(ducksOf(tenfold)).toEqual(ducksOf(frame));
        expect(hoursTold(tenfold)).toEqual(hoursTold(frame));
      }),
      { numRuns: 50, seed: 933 },
    );
  });
});

const WEEK_HOURS = 168;
/** Solar noon wanders by at most 30 s a day, and 3 hours off it cost all of the trough's 15 points. */
const SCORE_OF_A_WEEK = (((7 * 30) / 3600) * 15) / 3;

const weekLater = (iso: string) =>
  new Date(Date.parse(iso) + WEEK_HOURS * 3_600_000)
    .toISOString()
    .slice(0, iso.length - (iso.endsWith('Z') ? 1 : 0)) + (iso.endsWith('Z') ? 'Z' : '');

/** What a pulse says, without its words: their dates differ in length, and may or may not fit. */
function substance(
  { date, receipt, status }: ReturnType<typeof reportOf>['pulses'][number],
  move: (iso: string) => string,
) {
  const moved = (text: string) => text.replace(/\d{4}-\d{2}-\d{2}(T\d{2}:00:00Z)?/g, move);
  // A duck's score moves with solar noon, and its records with it.
  const others = receipt.findIndex(({ rule }) => rule === 'record-duck');
  const told = others < 0 ? receipt : receipt.slice(0, others);
  return JSON.parse(
    moved(
      JSON.stringify({ date, status, told: told.map(({ rule, inputs, rows }) => ({ rule, inputs, rows })) }),
    ),
  );
}

describe('the same hours a week later', () => {
  it('make the same pulses a week later, within one regime of the clocks and without a holiday', () => {
    fc.assert(
      fc.property(frameSpec, (spec) => {
        const frame = frameOf({ ...spec, first: '2026-03-12', days: Math.min(spec.days, 40) });
        const before = reportOf(frame).pulses.map((pulse) => substance(pulse, weekLater));
        const after = reportOf({ ...frame, firstHour: frame.firstHour + WEEK_HOURS }).pulses.map((pulse) =>
          substance(pulse, (iso) => iso),
        );
        expect(after.length).toBe(before.length);
        after.forEach((pulse, i) => {
          const shared = Math.min(pulse.told.length, before[i].told.length);
          expect({ ...pulse, told: pulse.told.slice(0, shared) }).toEqual({
            ...before[i],
            told: before[i].told.slice(0, shared),
          });
        });
      }),
      { numRuns: 40, seed: 934 },
    );
  });

  it('make the same ducks, but for the minutes by which solar noon wanders in a week', () => {
    fc.assert(
      fc.property(frameSpec, (spec) => {
        const frame = frameOf({ ...spec, first: '2026-03-12' });
        const after = reportOf({ ...frame, firstHour: frame.firstHour + WEEK_HOURS }).ducks;
        for (const [i, { status, score, parts }] of reportOf(frame).ducks.entries()) {
          const later = after[i];
          expect(later?.status).toBe(status);
          expect([later?.parts?.ramp, later?.parts?.valley]).toEqual([parts?.ramp, parts?.valley]);
          expect(Math.abs((later?.score ?? 0) - (score ?? 0))).toBeLessThan(SCORE_OF_A_WEEK);
        }
      }),
      { numRuns: 40, seed: 935 },
    );
  });
});

describe('a constant series', () => {
  it('has no ramp, on a day of any length', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.constantFrom(23, 24, 25),
        (level, hours) => {
          const localHours = [...Array(hours).keys()].map((i) => i % 24);
          const values = new Float64Array(hours).fill(level);
          expect(eveningRamp(values, localHours)?.rampMw).toBe(0);
          expect(eveningRamp(values, localHours, 3)?.rampMw).toBe(0);
        },
      ),
    );
  });

  it('climbs in no sentence, and digs no duck', () => {
    const frame = plausibleFrame('CISO', '2026-02-01', 20);
    const sun = frame.series.get('generation:SUN') as Float64Array;
    const wind = frame.series.get('generation:WND') as Float64Array;
    // Net load is flat by construction; demand itself is not, so that screening believes it.
    (frame.series.get('demand') as Float64Array).forEach((_, i, demand) => {
      demand[i] = 12_000 + Math.max(0, sun[i] as number) + (wind[i] as number);
    });
    const { pulses } = publishedPulses(frame);
    expect(pulses.length).toBe(20);
    for (const { eveningRamp: ramp, bullets } of pulses) {
      expect(ramp).toMatchObject({ quantity: 'net load', rampMw: 0 });
      expect(bullets.join(' ')).not.toMatch(/climb/);
    }
  });

  it('never rose, where it fell all evening', () => {
    const frame = frameOfDays('PACW', '2026-02-01', 12);
    fill(frame, 'demand', (hour, i) => 3_000 - 30 * Math.abs(hour - 15) + Math.floor(i / 24));
    const { pulses } = publishedPulses(frame);
    expect(pulses.length).toBe(12);
    for (const { bullets } of pulses)
      expect(bullets).toContain('Between 3 and 9 p.m., demand never rose from one hour to the next.');
  });
});
