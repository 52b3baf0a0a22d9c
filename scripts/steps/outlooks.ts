import { carbonOutlook } from '../../src/analyses/carbon-outlook.ts';
import { openSlot } from '../../src/analyses/forecast/issue-slot.ts';
import type { Outcomes } from '../../src/analyses/forecast/score.ts';
import { forecastAccuracy, SCORED_DAYS } from '../../src/analyses/forecast-accuracy.ts';
import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import { isoToHour, lastHourEnded } from '../../src/grid/hour.ts';
import { type Accuracy, type Outlook, outlook } from '../../src/snapshots/clean-windows.ts';
import type { Store, StoredPrediction } from '../../src/store/store.ts';
import type { GridReport } from './grid-reports.ts';

/** What is said of the hours to come, and how good what was said before has been. */
export interface ScoredOutlook {
  /** Null where no mix is known of the last days. */
  outlook: Outlook | null;
  accuracy: Accuracy;
}

type Grids = ReadonlyMap<string, GridReport>;

/**
 * The outlook of every grid, as published. Writes down the issues that are due, then scores all that
 * was written down before: what is published must be found in the store.
 */
export async function outlooks(
  store: Store,
  grids: Grids,
  now: Date,
): Promise<ReadonlyMap<string, ScoredOutlook>> {
  const made = new Map<string, Outlook | null>();
  for (const [code, { ba, report }] of grids) {
    const fields = carbonOutlook(report, ba.timezone, now);
    // Rounded as it is published, so that what is scored is what was read.
    made.set(code, fields && outlook.parse(fields));
  }
  await store.appendPredictions(predictionsDue(made, grids, now));
  const recorded = await recordedOf(store, now);
  return new Map(
    [...grids].map(([code, { ba, report }]) => [
      code,
      {
        outlook: made.get(code) ?? null,
        accuracy: forecastAccuracy(recorded.get(code) ?? [], outcomesOf(report), ba.timezone),
      },
    ]),
  );
}

function predictionsDue(
  made: ReadonlyMap<string, Outlook | null>,
  grids: Grids,
  now: Date,
): StoredPrediction[] {
  return [...made].flatMap(([code, of]) => {
    const slot = openSlot(now, (grids.get(code) as GridReport).ba.timezone);
    return of && slot !== null ? [asStored(code, slot, of, now)] : [];
  });
}

function asStored(respondent: string, slot: number, of: Outlook, recordedAt: Date): StoredPrediction {
  const { kgPerMwh, low, high } = of.forecast;
  return {
    respondent,
    slot,
    issuedAt: isoToHour(of.issuedAt),
    lastKnownHour: isoToHour(of.lastKnownHour),
    recordedAt,
    method: of.method,
    kgPerMwh,
    low,
    high,
    windows: of.next24Hours.slots.map(({ hours, firstHour, lastHour }) => ({
      hours,
      firstHour: isoToHour(firstHour),
      lastHour: isoToHour(lastHour),
      meaningful: of.next24Hours.meaningful,
    })),
  };
}

async function recordedOf(store: Store, now: Date): Promise<Map<string, StoredPrediction[]>> {
  const issuedUntil = lastHourEnded(now);
  const predictions = await store.predictions({ issuedSince: issuedUntil - SCORED_DAYS * 24, issuedUntil });
  return Map.groupBy(predictions, ({ respondent }) => respondent);
}

function outcomesOf({ screened, derived }: BalancingAuthorityReport): Outcomes {
  const { firstHour } = screened.trusted;
  return (hour) => derived.carbon.kgPerMwh.direct[hour - firstHour] ?? Number.NaN;
}
