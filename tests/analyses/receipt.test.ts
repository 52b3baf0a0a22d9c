import { describe, expect, it } from 'vitest';
import { pulseCorrections } from '../../src/analyses/corrections.ts';
import type { DayStory } from '../../src/analyses/pulse-stories.ts';
import { statementVerdict } from '../../src/analyses/receipt-check.ts';
import { balancingAuthorityReport } from '../../src/analyses/report.ts';
import { SENTENCE_RULES } from '../../src/analyses/sentences/catalogue.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import { rowsHasher } from '../../src/snapshots/receipt.ts';
import { ba, plausibleFrame } from './made-frames.ts';

const LATER = new Date('2026-06-01T00:00:00Z');
const DATE = '2026-01-29';

/** The pulse of one day as it would be published, with what verifies it. */
function published(frame: HourlyFrame, date = DATE) {
  const grid = ba(frame.respondent);
  const report = balancingAuthorityReport(frame, grid, LATER);
  const hashOf = rowsHasher({ ...report.screened, timezone: grid.timezone });
  const pulse = report.pulses.find((candidate) => candidate.date === date);
  if (!pulse) throw new Error(`no pulse of ${date}`);
  const receipt = pulse.receipt.map(({ rows, ...told }) => ({
    ...told,
    rows: { ...rows, hash: hashOf(rows) },
  }));
  const { story } = report.stories.get(date) as DayStory;
  return { pulse: { ...pulse, receipt }, story, hashOf };
}

const copyOf = (frame: HourlyFrame): HourlyFrame => ({
  ...frame,
  series: new Map([...frame.series].map(([kind, values]) => [kind, values.slice()])),
});
const indexOn = (frame: HourlyFrame, iso: string) => Date.parse(iso) / 3_600_000 - frame.firstHour;

describe('receipt', () => {
  const frame = plausibleFrame('CISO', '2026-01-05', 28);
  const { pulse, story, hashOf } = published(frame);
  const objectionsTo = (i: number, changed: object) =>
    statementVerdict(
      { ...(pulse.receipt[i] as (typeof pulse.receipt)[number]), ...changed },
      i === 0 ? 'headline' : 'bullet',
      story,
      hashOf,
    ).objections;

  it('holds for every sentence as published', () => {
    expect(pulse.receipt.length).toBeGreaterThan(3);
    for (const i of pulse.receipt.keys()) expect(objectionsTo(i, {})).toEqual([]);
  });

  it('objects to another word, another input, another row, another rule', () => {
    const told = pulse.receipt[0] as (typeof pulse.receipt)[number];
    expect(objectionsTo(0, { text: told.text.replace('peaked', 'crashed') })).toEqual([
      'the words do not follow from the inputs',
    ]);
    const valueMwh = told.inputs['valueMwh'] as number;
    expect(objectionsTo(0, { inputs: { ...told.inputs, valueMwh: valueMwh + 1 } })).toEqual([
      `valueMwh was published as ${valueMwh + 1}; the rows give ${valueMwh}`,
    ]);
    expect(objectionsTo(0, { rows: { ...told.rows, hash: 'f'.repeat(32) } })).toEqual([
      'the hash of the rows is another',
    ]);
    expect(objectionsTo(0, { rows: { ...told.rows, days: [DATE] } })).toContain(
      'the receipt names other rows than the rule reads',
    );
    expect(objectionsTo(0, { rule: 'gut-feeling' })).toEqual([
      'this version of GridPulse knows no such rule',
    ]);
  });

  it('objects when one value of the day was another, and only in sentences that read it', () => {
    const changed = copyOf(frame);
    const solar = changed.series.get('generation:SUN') as Float64Array;
    const noon = indexOn(frame, '2026-01-29T20:00:00Z');
    solar[noon] = (solar[noon] as number) + 1;
    const later = published(changed);
    const objecting = pulse.receipt.filter(
      (told, i) =>
        statementVerdict(told, i === 0 ? 'headline' : 'bullet', later.story, later.hashOf).objections.length >
        0,
    );
    expect(objecting.map(({ rule }) => rule)).toEqual(
      pulse.receipt.filter(({ rows }) => rows.series.includes('generation:*')).map(({ rule }) => rule),
    );
  });

  it('knows each rule by one name, with a threshold in words and something to write', () => {
    expect(new Set(SENTENCE_RULES.map(({ name }) => name)).size).toBe(SENTENCE_RULES.length);
    for (const { name, threshold, headline, bullet } of SENTENCE_RULES) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(threshold.length, name).toBeGreaterThan(10);
      expect(headline ?? bullet, name).toBeDefined();
    }
  });
});

describe('corrections', () => {
  const frame = plausibleFrame('CISO', '2026-01-05', 28);
  const before = published(frame).pulse;
  const correctionsAfter = (change: (frame: HourlyFrame) => void) => {
    const changed = copyOf(frame);
    change(changed);
    const { pulse: after, story, hashOf } = published(changed);
    return pulseCorrections({ before, after, story, hashOf });
  };

  it('are none where nothing changed', () => {
    expect(correctionsAfter(() => undefined)).toEqual([]);
  });

  it('are none where a row changed and the sentence still says the same', () => {
    const changes = correctionsAfter((changed) => {
      const demand = changed.series.get('demand') as Float64Array;
      const dawn = indexOn(frame, '2026-01-29T11:00:00Z');
      demand[dawn] = (demand[dawn] as number) + 0.5;
    });
    expect(changes).toEqual([]);
  });

  it('tell the old and the new sentence where the peak was revised', () => {
    const changes = correctionsAfter((changed) => {
      const demand = changed.series.get('demand') as Float64Array;
      const from = indexOn(frame, '2026-01-29T09:00:00Z');
      for (let i = from; i < from + 24; i++) demand[i] = Math.round((demand[i] as number) * 1.06);
    });
    const headline = changes.find(({ was }) => was === before.headline);
    expect(headline?.now).toMatch(/^California ISO demand (peaked|hit)/);
    expect(headline?.now).not.toBe(before.headline);
  });

  it('are none where a provisional day is completed', () => {
    const holey = copyOf(frame);
    for (const values of holey.series.values()) {
      const last = indexOn(frame, '2026-01-30T08:00:00Z');
      values[last] = Number.NaN;
    }
    const provisional = published(holey).pulse;
    expect(provisional.status).toBe('provisional');
    const { pulse: after, story, hashOf } = published(frame);
    expect(pulseCorrections({ before: provisional, after, story, hashOf })).toEqual([]);
  });
});
