import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { forecastLeagueCsv } from '../../src/formats/forecast-league-csv.ts';

it('says the league in rows of equal length, those left out with their reason', () => {
  const csv = forecastLeagueCsv({
    rows: [
      {
        rank: 1,
        code: 'ERCO',
        name: 'Electric Reliability Council of Texas, Inc.',
        timezone: 'America/Chicago',
        dataAsOf: { demand: null, dayAheadDemandForecast: null },
        firstDate: '2026-05-01',
        lastDate: '2026-05-31',
        scoredDays: 31,
        coverage: 0.99,
        hours: 740,
        weightedErrorFraction: 0.0213,
        meanAbsoluteErrorMw: 980.5,
        biasMw: -120,
        biasFraction: -0.0024,
        skill: null,
      },
    ],
    leftOut: [{ code: 'TEPC', name: 'Tucson Electric Power', reason: 'not-comparable', why: 'One, two.' }],
  });
  const [ranked, out] = parse(csv, { columns: true }) as Record<string, string>[];
  expect(ranked).toMatchObject({
    rank: '1',
    code: 'ERCO',
    name: 'Electric Reliability Council of Texas, Inc.',
    weighted_error_fraction: '0.0213',
    bias_mw: '-120',
    skill_against_week_before: '',
    left_out_reason: '',
  });
  expect(out).toMatchObject({
    rank: '',
    code: 'TEPC',
    scored_days: '',
    left_out_reason: 'not-comparable',
    left_out_why: 'One, two.',
  });
});
