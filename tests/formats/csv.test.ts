import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvColumnOf, hourlyCsv } from '../../src/formats/csv.ts';
import type { HourlySnapshot } from '../../src/snapshots/hourly.ts';

const snapshot = {
  hourEnding: ['2026-03-01T09:00:00Z', '2026-03-01T10:00:00Z'],
  localDate: ['2026-03-01', '2026-03-01'],
  localHour: [0, 1],
  seriesMwh: {
    demand: [25953, null],
    'day-ahead-demand-forecast': [25000.25, 0],
    'generation:SUN': [-12, 2147480000],
    'interchange:BPAT': [null, -1e-7],
  },
  flags: [
    {
      series: 'generation:SUN',
      hourEnding: '2026-03-01T10:00:00Z',
      reportedMwh: 1,
      rule: 'sentinel',
      reason: '',
    },
    { series: 'demand', hourEnding: '2026-03-01T10:00:00Z', reportedMwh: 1, rule: 'a,b "c"', reason: '' },
  ],
} as unknown as HourlySnapshot;

describe('hourlyCsv', () => {
  it('is read back by a CSV parser exactly as reported', () => {
    const rows = parse(hourlyCsv(snapshot), { columns: true }) as Record<string, string>[];
    expect(rows[0]).toEqual({
      hour_ending_utc: '2026-03-01T09:00:00Z',
      local_date: '2026-03-01',
      local_hour: '0',
      demand_mwh: '25953',
      day_ahead_demand_forecast_mwh: '25000.25',
      generation_SUN_mwh: '-12',
      interchange_BPAT_mwh: '',
      flags: '',
    });
    expect(rows[1]).toMatchObject({
      demand_mwh: '',
      day_ahead_demand_forecast_mwh: '0',
      generation_SUN_mwh: '2147480000',
      flags: 'generation:SUN:sentinel;demand:a,b "c"',
    });
  });

  it('ends every line in CRLF and begins with the header', () => {
    const csv = hourlyCsv(snapshot);
    expect(csv.startsWith('hour_ending_utc,local_date,local_hour,demand_mwh,')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(4);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('names columns with their unit', () => {
    expect(csvColumnOf('total-interchange')).toBe('total_interchange_mwh');
    expect(csvColumnOf('interchange:BPAT')).toBe('interchange_BPAT_mwh');
  });
});
