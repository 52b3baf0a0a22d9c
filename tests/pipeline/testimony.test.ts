/** Forecasts are written down before the fact by one run and scored by a later one. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import { isoToHour } from '../../src/grid/hour.ts';
import type { CarbonSnapshot } from '../../src/snapshots/carbon.ts';
import type { CleanWindowsSnapshot } from '../../src/snapshots/clean-windows.ts';
import type { ScoreboardSnapshot } from '../../src/snapshots/scoreboard.ts';
import { runProjectScript } from '../run-script.ts';
import { newPipeline, type Pipeline } from './pipeline.ts';

/** 18:30 in California: the evening's slot is open there, in New York it is too (21:30). */
const EVENING = '2026-06-11T01:30:00Z';
const AN_HOUR_LATER = '2026-06-11T02:30:00Z';
/** The mix of the whole next day is known. */
const TWO_DAYS_LATER = '2026-06-13T20:00:00Z';

describe('testimony', () => {
  let emulator: Emulator;
  let now = EVENING;
  const pipeline: Pipeline = newPipeline();
  const run = async (script: string) => {
    const { code, stderr } = await runProjectScript(script, {
      ...pipeline.environment({ EIA_API_URL: emulator.origin, GRIDPULSE_HISTORY_DAYS: '20' }),
      GRIDPULSE_NOW: now,
    });
    expect(stderr).toBe('');
    expect(code).toBe(0);
  };
  const runAt = async (instant: string) => {
    now = instant;
    await run('ingest.ts');
    await run('snapshot.ts');
  };
  const read = <T>(file: string): T =>
    JSON.parse(readFileSync(join(pipeline.snapshotDir, 'api/v1', file), 'utf8')) as T;
  const cleanWindows = () => read<CleanWindowsSnapshot>('ciso/clean-windows.json');
  let issued: CleanWindowsSnapshot;

  beforeAll(async () => {
    emulator = await startEmulator({ source: syntheticSource(930), now: () => new Date(now) });
    await runAt(EVENING);
    issued = cleanWindows();
  });
  afterAll(() => emulator.close());

  it('publishes 96 hours from now with intervals, and what they start from', () => {
    const { forecast, issuedAt, lastKnownHour, dataAsOf } = issued;
    expect(issuedAt).toBe('2026-06-11T01:00:00Z');
    expect(lastKnownHour).toBe(dataAsOf.generation);
    expect(forecast.hourEnding).toHaveLength(96);
    expect(isoToHour(forecast.hourEnding[0] as string)).toBe(isoToHour(issuedAt) + 1);
    expect(issued.next24Hours.quarters.filter((quarter) => quarter === 1)).toHaveLength(6);
    expect(issued.expectedError.map(({ dayAhead }) => dayAhead)).toEqual([1, 2, 3, 4]);
  });

  it('scores nothing before the fact', () => {
    expect(issued.accuracy).toMatchObject({
      firstIssue: '2026-06-11T01:00:00Z',
      issues: 1,
      byDayAhead: [],
      windows: { scored: 0, capturedShare: null, grade: null },
    });
    const { rows } = read<ScoreboardSnapshot>('scoreboard.json');
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.every(({ windows }) => windows.grade === null)).toBe(true);
  });

  it('lets the first issue of a slot stand', async () => {
    await runAt(AN_HOUR_LATER);
    expect(cleanWindows().issuedAt).toBe('2026-06-11T02:00:00Z');
    expect(cleanWindows().accuracy).toEqual(issued.accuracy);
  });

  it('scores by a later run what was published then, against what came', async () => {
    await runAt(TWO_DAYS_LATER);
    const { accuracy } = cleanWindows();
    const { hours } = read<CarbonSnapshot>('ciso/carbon.json');
    const came = new Map(hours.hourEnding.map((hour, i) => [hour, hours.directKgPerMwh[i] as number]));
    const errors = issued.forecast.hourEnding
      .slice(0, 24)
      .map((hour, i) => Math.abs((came.get(hour) as number) - (issued.forecast.kgPerMwh[i] as number)));
    const [firstDay] = accuracy.byDayAhead;
    expect(accuracy.issues).toBe(1);
    expect(firstDay).toMatchObject({ dayAhead: 1, hours: 24 });
    expect(firstDay?.meanAbsoluteErrorKgPerMwh).toBeCloseTo(
      errors.reduce((sum, error) => sum + error, 0) / 24,
      0,
    );
    expect(accuracy.windows.scored).toBe(1);
    expect(accuracy.windows.meanRegretKgPerMwh).toBeGreaterThanOrEqual(0);
    expect(accuracy.windows.grade).toBeNull();
    const [best] = read<ScoreboardSnapshot>('scoreboard.json').rows;
    expect(best?.windows.scored).toBe(1);
  });

  it('has no forecast of a grid whose mix is unknown', () => {
    const { leftOut } = read<ScoreboardSnapshot>('scoreboard.json');
    for (const { code } of leftOut)
      expect(existsSync(join(pipeline.snapshotDir, `api/v1/${code.toLowerCase()}/clean-windows.json`))).toBe(
        false,
      );
  });
});
