import { parseArgs } from 'node:util';
import { EVENING, MORNING } from '../src/analyses/forecast/issue-slot.ts';
import type { Priors } from '../src/analyses/forecast/prior.ts';
import { type BalancingAuthority, findBalancingAuthority } from '../src/grid/balancing-authority.ts';
import type { HourlyFrame } from '../src/grid/hourly-frame.ts';
import { carbonCastHistory, ownHistory } from './backtest/conventions.ts';
import { generalCoefficients, historiesUpTo } from './backtest/general-coefficients.ts';
import { framesOf2019, framesOf2025, hourOf, RECORDED_DATA } from './backtest/recorded-mixes.ts';
import { localHours, midnightsUtc, type Origin, rollingOrigin } from './backtest/rolling-origin.ts';
import { backTest, baselineTable, errorTable, summaryLine } from './backtest/table.ts';
import { runScript, UsageError } from './steps/run-script.ts';

const USAGE =
  'npm run backtest -- [--period validation|2020|2025] [--every DAYS] [--only CISO,ERCO] [--without-own]';

interface Period {
  frames: () => Map<string, HourlyFrame>;
  first: string;
  last: string;
  /** Where the general coefficients in use have seen the period: the last hour of those fitted for it. */
  priorUntil?: string;
}

/** The general coefficients were fitted on 2019, so 2019 is no test: it served to choose the method (docs/forecast.md). */
const PERIODS: Record<string, Period> = {
  validation: {
    frames: framesOf2019,
    first: '2019-07-01',
    last: '2019-12-26',
    priorUntil: '2019-06-30T23',
  },
  '2020': { frames: framesOf2019, first: '2020-01-01', last: '2020-06-26' },
  '2025': { frames: framesOf2025, first: '2025-08-01', last: '2026-03-27' },
};

const LAST_HOUR_OF_PRIOR = '2019-12-31T23';

/** Coefficients by balancing authority; undefined where those in use serve. */
function priorsOf({ priorUntil }: Period, withoutOwn: boolean): (code: string) => Priors | undefined {
  if (!priorUntil && !withoutOwn) return () => undefined;
  const until = hourOf(priorUntil ?? LAST_HOUR_OF_PRIOR);
  const { priors, priorsWithout } = generalCoefficients(historiesUpTo(framesOf2019(), until));
  return (code) => (withoutOwn ? priorsWithout(code) : priors);
}

type Convention = [
  name: string,
  (frame: HourlyFrame, ba: BalancingAuthority) => ReturnType<typeof ownHistory>,
  (first: string, last: string, timezone: string) => Origin[],
];

const CONVENTIONS: Convention[] = [
  ['CarbonCast factors, no lag, issued at midnight UTC', carbonCastHistory, midnightsUtc],
  [
    'own direct factors, real lags, issued at 18:00 local',
    (frame, ba) => ownHistory(frame, ba, 'direct'),
    (first, last, timezone) => localHours(EVENING, first, last, timezone, 'real'),
  ],
  [
    'own direct factors, real lags, issued at 06:00 local',
    (frame, ba) => ownHistory(frame, ba, 'direct'),
    (first, last, timezone) => localHours(MORNING, first, last, timezone, 'real'),
  ],
  [
    'own lifecycle factors, real lags, issued at 18:00 local',
    (frame, ba) => ownHistory(frame, ba, 'lifecycle'),
    (first, last, timezone) => localHours(EVENING, first, last, timezone, 'real'),
  ],
  [
    'own direct factors, no lag, issued at 18:00 local',
    (frame, ba) => ownHistory(frame, ba, 'direct'),
    (first, last, timezone) => localHours(EVENING, first, last, timezone, 'none'),
  ],
];

const { values } = parseArgs({
  options: {
    period: { type: 'string' },
    every: { type: 'string', default: '1' },
    only: { type: 'string' },
    'without-own': { type: 'boolean', default: false },
  },
});

await runScript(async () => {
  const names = values.period ? [values.period] : ['2020', '2025'];
  const only = values.only?.toUpperCase().split(',');
  for (const name of names) {
    const period = PERIODS[name];
    if (!period) throw new UsageError(`There is no period "${name}". ${USAGE}`);
    const priorsFor = priorsOf(period, values['without-own']);
    const frames = [...period.frames()].filter(([code]) => !only || only.includes(code)).sort();
    if (frames.length === 0)
      throw new UsageError(`Nothing is recorded of ${values.only} in ${RECORDED_DATA}.`);
    for (const [title, historyOf, originsOf] of CONVENTIONS) {
      const tests = frames.map(([code, frame]) => {
        const ba = findBalancingAuthority(code) as BalancingAuthority;
        const origins = originsOf(period.first, period.last, ba.timezone);
        const chosen = origins.filter((_, i) => i % Number(values.every) === 0);
        return backTest(code, rollingOrigin(historyOf(frame, ba), chosen, ba.timezone, priorsFor(code)));
      });
      console.log(
        `\n## ${period.first} to ${period.last}: ${title}\n\n${errorTable(tests)}\n\n${summaryLine(tests)}\n\n${baselineTable(tests)}`,
      );
    }
  }
});
