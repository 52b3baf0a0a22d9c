import type { PUBLIC_FILES } from '../snapshots/json-schema.ts';

/** What each kind of file under /api/v1/ holds, for the catalogue of downloads. */
export const FILE_WORDS: Readonly<Record<keyof typeof PUBLIC_FILES, string>> = {
  'balancing-authorities':
    'Every grid: name, region, zone, neighbors, latest figures, which days and months there are',
  status: 'The latest runs, what was refused, what EIA revised, how far each series is known',
  pulse: 'One day: headline, bullets with receipts, peak, trough, ramp, mix, every hour',
  'latest-pulse': 'The same for the newest whole day',
  days: 'Every day that has a pulse, with its peak demand: what the calendar shows',
  carbon: 'Carbon intensity by hour, direct and lifecycle, with the factors used',
  'clean-windows': 'Carbon forecast by hour and its clean windows',
  badge: 'How fresh the site is, in the form that a badge service reads',
  scoreboard: 'Our carbon forecasts, scored after the fact',
  ducks: 'Duck score of every day held, newest first',
  'duck-day': 'One day’s duck: curve, ramp, valley, what made it',
  'duck-league': 'Grids ranked by duck score',
  'forecast-report': 'How good the grid’s own day-ahead demand forecast has been',
  'forecast-league': 'All grids’ day-ahead demand forecasts, ranked',
  changes: 'Yesterday against the same weekdays of the last 30 days',
  rules: 'Every rule that makes a sentence, with its threshold',
  corrections: 'Every published sentence that a revision changed',
  freshness: 'How far each series is known and when the next hour is due',
  hourly: 'A month of hours as reported, with our flags; the same as .csv',
};
