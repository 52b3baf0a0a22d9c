/**
 * Screening: which hours not to believe. A flagged hour keeps its reported value and says why; the
 * analyses compute on the trusted frame, in which it is a gap. Nothing is imputed.
 */
import type { Respondent } from '../grid/balancing-authority.ts';
import type { HourEnding } from '../grid/hour.ts';
import type { HourlyFrame, HourlyValues } from '../grid/hourly-frame.ts';
import type { SeriesKind } from '../grid/observation.ts';
import { allZeroProduction } from './screening/all-zero-production.ts';
import { anomalousRegion } from './screening/anomalous-region.ts';
import { negativeDemand, zeroDemand } from './screening/demand-not-positive.ts';
import { type DemandShape, demandShape } from './screening/demand-shape.ts';
import { doubleDelta } from './screening/double-delta.ts';
import { flippedInterchange } from './screening/flipped-interchange.ts';
import { globalExtreme } from './screening/global-extreme.ts';
import { identicalRun } from './screening/identical-run.ts';
import { implausibleMagnitude } from './screening/implausible-magnitude.ts';
import { isolatedBurst } from './screening/isolated-burst.ts';
import { localDemandHigh, localDemandLow } from './screening/local-demand.ts';
import { negativeGeneration } from './screening/negative-generation.ts';
import { pastMaximum } from './screening/past-maximum.ts';
import { repeatedDay } from './screening/repeated-day.ts';
import { rollingBounds } from './screening/rolling-bounds.ts';
import type { Finding, Screening, ScreeningRule } from './screening/screening-rule.ts';
import { shortSpike } from './screening/short-spike.ts';
import { singleDelta } from './screening/single-delta.ts';
import { sourceSpike } from './screening/source-spike.ts';

/** An hour that screening does not believe. */
export interface Flag {
  kind: SeriesKind;
  hour: HourEnding;
  reportedMwh: number;
  rule: string;
  reason: string;
}

export interface ScreenedFrame {
  reported: HourlyFrame;
  /** As reported, with a gap at each flagged hour. */
  trusted: HourlyFrame;
  /** By hour, then series. */
  flags: Flag[];
}

/** In this order: what destroys a scale goes first. */
export const SCREENING_RULES: readonly ScreeningRule[] = [
  negativeDemand,
  zeroDemand,
  identicalRun,
  globalExtreme,
  implausibleMagnitude,
  localDemandHigh,
  localDemandLow,
  doubleDelta,
  singleDelta,
  anomalousRegion,
  rollingBounds,
  pastMaximum,
  allZeroProduction,
  repeatedDay,
  shortSpike,
  sourceSpike,
  isolatedBurst,
  negativeGeneration,
  flippedInterchange,
];

/** Makes a gap of each finding; an hour that an earlier finding took is not flagged twice. */
function applyFindings({ reported, trusted, flags }: ScreenedFrame, rule: string, findings: Finding[]): void {
  // A copy for each rule: what an earlier one has looked at is not written to any more.
  const written = new Map<SeriesKind, HourlyValues>();
  for (const { kind, index, reason } of findings) {
    const values = written.get(kind) ?? (trusted.series.get(kind) as HourlyValues).slice();
    written.set(kind, values);
    const reportedMwh = values[index] as number;
    if (Number.isNaN(reportedMwh)) continue;
    values[index] = Number.NaN;
    flags.push({ kind, hour: reported.firstHour + index, reportedMwh, rule, reason });
  }
  for (const [kind, values] of written) trusted.series.set(kind, values);
}

/** What the rules see while they work; the shape of demand is computed once, for whoever asks first. */
function screeningOf({ reported, trusted }: ScreenedFrame, respondent: Respondent): Screening {
  let shape: DemandShape | null | undefined;
  const shapeOfDemand = () => {
    const demand = trusted.series.get('demand');
    return demand ? demandShape(demand) : null;
  };
  return {
    respondent,
    reported,
    trusted,
    demandShape: () => (shape === undefined ? (shape = shapeOfDemand()) : shape),
  };
}

/** Index of the first flag at an hour or after it; flags come by hour. */
function firstFlagFrom(flags: readonly Flag[], hour: HourEnding): number {
  let low = 0;
  let high = flags.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((flags[middle] as Flag).hour < hour) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those of a stretch of hours. */
export const flagsWithin = (
  { flags }: Pick<ScreenedFrame, 'flags'>,
  { firstHour, hourCount }: { firstHour: HourEnding; hourCount: number },
): Flag[] => flags.slice(firstFlagFrom(flags, firstHour), firstFlagFrom(flags, firstHour + hourCount));

/** Judges every hour of a frame. */
export function screen(frame: HourlyFrame, respondent: Respondent): ScreenedFrame {
  const screened: ScreenedFrame = {
    reported: frame,
    trusted: { ...frame, series: new Map(frame.series) },
    flags: [],
  };
  const screening = screeningOf(screened, respondent);
  for (const rule of SCREENING_RULES) {
    applyFindings(screened, rule.name, rule.findings(screening));
  }
  screened.flags.sort((a, b) => a.hour - b.hour || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
  return screened;
}
