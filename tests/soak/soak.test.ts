/** The short soak: a few hours of each kind of accident. `npm run soak` is the long one. */
import { describe, expect, it } from 'vitest';
import { accidentOf, randomNumbers } from './accident.ts';
import { soak } from './soak.ts';

describe('hourly runs with accidents', () => {
  it('leave the site of a clean build, lose no row, tell each outage, and show nothing half written', async () => {
    const report = await soak({
      hours: 6,
      seed: 3,
      firstHour: '2026-06-10T20:00:00Z',
      historyDays: 3,
      accidents: [
        { kind: 'none' },
        { kind: 'fault', fault: 'outage' },
        { kind: 'killed', afterMs: 6000 },
        { kind: 'disk-full', fileBlocks: 64 },
        { kind: 'database-gone' },
        { kind: 'twice' },
      ],
    });
    expect(report.faults).toEqual([]);
    expect(report.runs).toBe(6);
    expect(report.failedRuns).toBeGreaterThanOrEqual(3);
  }, 900_000);

  it('are the same accidents for the same seed', () => {
    const accidents = (seed: number) => {
      const random = randomNumbers(seed);
      return Array.from({ length: 50 }, () => accidentOf(random));
    };
    expect(accidents(5)).toEqual(accidents(5));
    expect(accidents(5)).not.toEqual(accidents(6));
    expect(new Set(accidents(5).map(({ kind }) => kind)).size).toBeGreaterThan(3);
  });
});
