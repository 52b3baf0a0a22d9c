import { describe, expect, it } from 'vitest';
import { parsePeriod } from '../../src/grid/hour.ts';
import type { SeriesFamily } from '../../src/grid/observation.ts';
import {
  isPublished,
  lastPublishedHour,
  nextExpectedAt,
  publishedAt,
} from '../../src/grid/publication-schedule.ts';

const hour = (period: string) => parsePeriod(period) as number;
const iso = (ms: number) => new Date(ms).toISOString();
const published = (family: SeriesFamily, period: string, zone: string) =>
  iso(publishedAt(family, hour(period), zone));

const PACIFIC = 'America/Los_Angeles';
const CENTRAL = 'America/Chicago';
const EASTERN = 'America/New_York';

describe('publication schedule', () => {
  it('gives demand an hour after the hour ended', () => {
    expect(published('demand', '2026-08-16T16', PACIFIC)).toBe('2026-08-16T17:00:00.000Z');
  });

  it("gives yesterday's energy sources at 11:00 Eastern, without the last hour of the own local day", () => {
    expect(published('generation', '2026-08-16T06', PACIFIC)).toBe('2026-08-16T15:00:00.000Z');
    expect(published('generation', '2026-08-16T07', PACIFIC)).toBe('2026-08-17T15:00:00.000Z');
    expect(published('generation', '2026-08-16T04', CENTRAL)).toBe('2026-08-16T15:00:00.000Z');
    expect(published('generation', '2026-08-16T05', CENTRAL)).toBe('2026-08-17T15:00:00.000Z');
  });

  it('ends where the recorded pages ended', () => {
    const evening = Date.parse('2026-08-16T16:43:00Z');
    const morning = Date.parse('2026-08-16T05:42:00Z');
    const last = (zone: string, now: number) => lastPublishedHour('generation', zone, now);
    expect(last(PACIFIC, evening)).toBe(hour('2026-08-16T06'));
    expect(last(CENTRAL, evening)).toBe(hour('2026-08-16T04'));
    expect(last(EASTERN, evening)).toBe(hour('2026-08-16T03'));
    expect(last(PACIFIC, morning)).toBe(hour('2026-08-15T06'));
    expect(lastPublishedHour('demand', EASTERN, evening)).toBe(hour('2026-08-16T15'));
  });

  it('gives interchange by neighbour a day after total interchange', () => {
    const total = publishedAt('total-interchange', hour('2026-08-15T12'), EASTERN);
    expect(publishedAt('interchange', hour('2026-08-15T12'), EASTERN) - total).toBe(24 * 3_600_000);
  });

  it('gives the whole forecast of a local day on its own morning', () => {
    expect(published('day-ahead-demand-forecast', '2026-08-16T08', PACIFIC)).toBe('2026-08-16T15:00:00.000Z');
    expect(published('day-ahead-demand-forecast', '2026-08-17T07', PACIFIC)).toBe('2026-08-16T15:00:00.000Z');
  });

  it('follows the Eastern clock over a change of clocks', () => {
    expect(published('generation', '2025-11-01T12', EASTERN)).toBe('2025-11-02T16:00:00.000Z');
    expect(published('generation', '2026-03-07T12', EASTERN)).toBe('2026-03-08T15:00:00.000Z');
  });

  it('expects the next hour when its batch is due, and finds it published then', () => {
    const last = lastPublishedHour('net-generation', CENTRAL, Date.parse('2026-03-31T20:00:00Z'));
    const next = nextExpectedAt('net-generation', last, CENTRAL);
    expect(iso(next)).toBe('2026-04-01T15:00:00.000Z');
    expect(isPublished('net-generation', last + 1, CENTRAL, next)).toBe(true);
    expect(isPublished('net-generation', last + 1, CENTRAL, next - 1)).toBe(false);
  });
});
