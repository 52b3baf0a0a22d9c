/** The carbon intensity to come and its clean windows, in the snapshot's own fields. */
import type { EmissionScope } from '../grid/emission-factor.ts';
import { hourToIso } from '../grid/hour.ts';
import type { Outlook } from '../snapshots/clean-windows.ts';
import { cleanWindows, type Horizon, type Window } from './clean-windows.ts';
import { carbonForecast } from './forecast/carbon-forecast.ts';
import { expectedErrors } from './forecast/expected-error.ts';
import { intensityHistory } from './forecast/intensity-history.ts';
import { COVERAGE } from './forecast/intervals.ts';
import type { ReportContext } from './report-context.ts';

const SCOPE = 'direct' satisfies EmissionScope;

const withInstants = <W extends Window>(window: W) => ({
  ...window,
  firstHour: hourToIso(window.firstHour),
  lastHour: hourToIso(window.lastHour),
});

const horizonFields = (horizon: Horizon): Outlook['next24Hours'] => ({
  ...horizon,
  firstHour: hourToIso(horizon.firstHour),
  cleanestQuarter: horizon.cleanestQuarter.map(withInstants),
  slots: horizon.slots.map(withInstants),
});

export type OutlookInput = Pick<ReportContext, 'screened' | 'derived'>;

/** Null where no mix is known of the last ten days. */
export function carbonOutlook(
  { screened, derived }: OutlookInput,
  timezone: string,
  now: Date,
): Outlook | null {
  const history = intensityHistory(screened.trusted, derived.carbon, SCOPE);
  const forecast = carbonForecast({ history, now, timezone });
  if (!forecast) return null;
  const windows = cleanWindows(forecast, timezone);
  return {
    basis: forecast.basis,
    scope: SCOPE,
    method: forecast.method,
    issuedAt: forecast.issuedAt,
    lastKnownHour: hourToIso(forecast.lastKnownHour),
    now: { ...windows.now, hourEnding: hourToIso(windows.now.hourEnding) },
    next24Hours: horizonFields(windows.next24Hours),
    next48Hours: horizonFields(windows.next48Hours),
    advice: windows.advice,
    disclosures: [...windows.disclosures],
    forecast: {
      coverage: COVERAGE,
      hourEnding: forecast.hours.map(({ hourEnding }) => hourToIso(hourEnding)),
      kgPerMwh: forecast.hours.map(({ kgPerMwh }) => kgPerMwh),
      low: forecast.hours.map(({ low }) => low),
      high: forecast.hours.map(({ high }) => high),
    },
    expectedError: expectedErrors(forecast),
  };
}
