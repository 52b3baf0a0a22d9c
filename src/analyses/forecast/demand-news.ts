/**
 * What demand has done since the last hour whose mix is known: EIA publishes demand an hour after the
 * fact, the mix half a day to a day and a half later.
 *
 * Both figures are differences of anomalies, (demand/its mean of 28 days) less the mean of that at the
 * clock hour over 14 days, between the newest known demand and the hours of the mix, so that they are
 * 0 where demand tells nothing new: without any, and where it ends with the mix.
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { quotient } from './elementwise.ts';
import { sameHourMean, trailingMean } from './trailing.ts';

/** Tomorrow's weather is not today's: later than this beyond the newest demand, its news counts nothing. */
const REACH_HOURS = 48;
/** The usual of fewer days is none. */
const DAYS_OF_USUAL = 14;
/** No demand lies further off its usual than this share of its mean but by a fault that screening left. */
const LARGEST_ANOMALY = 0.3;
const LATELY_HOURS = 3;

const isKnown = (value: number) => !Number.isNaN(value);
const clamped = (value: number) => Math.max(-LARGEST_ANOMALY, Math.min(LARGEST_ANOMALY, value));

/** NaN within the first days, of which the usual is not known, and in holes. */
function demandAnomaly(demandMwh: HourlyValues): HourlyValues {
  const usualLevel = trailingMean(demandMwh, 28 * 24);
  const relative = quotient(demandMwh, usualLevel);
  const usual = sameHourMean(relative, DAYS_OF_USUAL);
  const from = demandMwh.findIndex(isKnown) + DAYS_OF_USUAL * 24;
  return relative.map((value, i) => (i < from ? Number.NaN : clamped(value - (usual[i] as number))));
}

export interface DemandNews {
  /** Whether demand is known beyond the mix. */
  isAny: boolean;
  /** The newest known demand of the target's clock hour against that hour of the mix, `sourceIndex`. */
  atClockHour(originIndex: number, lead: number, sourceIndex: number): number;
  /** The newest hours of demand against the last of the mix. */
  lately(originIndex: number, lead: number): number;
}

const NO_NEWS: DemandNews = { isAny: false, atClockHour: () => 0, lately: () => 0 };

/** `mixHours` of the hours of demand have a known mix; figures are shares of the mean demand, NaN in a hole. */
export function demandNews(demandMwh: HourlyValues, mixHours: number): DemandNews {
  const aheadHours = demandMwh.findLastIndex(isKnown) + 1 - mixHours;
  if (aheadHours <= 0) return NO_NEWS;
  const anomaly = demandAnomaly(demandMwh);
  const recent = trailingMean(anomaly, LATELY_HOURS);
  const isReached = (lead: number) => lead - aheadHours <= REACH_HOURS;
  const change = (values: HourlyValues, to: number, from: number) =>
    (values[to] as number) - (values[from] as number);
  return {
    isAny: true,
    atClockHour(originIndex, lead, sourceIndex) {
      if (!isReached(lead)) return 0;
      const newest = originIndex + lead - 24 * Math.ceil(Math.max(0, lead - aheadHours) / 24);
      return change(anomaly, newest, sourceIndex);
    },
    lately(originIndex, lead) {
      return isReached(lead) ? change(recent, originIndex + aheadHours, originIndex) : 0;
    },
  };
}
