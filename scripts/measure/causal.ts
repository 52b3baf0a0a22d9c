/** Yesterday judged with what was known this morning. */
import { type Flag, screen } from '../../src/analyses/screening.ts';
import type { BalancingAuthority } from '../../src/grid/balancing-authority.ts';
import {
  addDays,
  datesBetween,
  type LocalDate,
  type LocalDay,
  localDate,
  localDay,
  MS_PER_HOUR,
  utcOffsetHours,
} from '../../src/grid/hour.ts';
import { type HourlyFrame, lastHourOf, withoutFuture } from '../../src/grid/hourly-frame.ts';
import { lastPublishedHour } from '../../src/grid/publication-schedule.ts';

const EASTERN = 'America/New_York';
const MORNING = 11;

/** 11:00 Eastern of the day after, when EIA has published the rest of a local day. */
function morningAfter(date: LocalDate): number {
  const asUtc = Date.parse(`${addDays(date, 1)}T00:00:00Z`) / MS_PER_HOUR + MORNING;
  return (asUtc - utcOffsetHours(EASTERN, asUtc)) * MS_PER_HOUR;
}

/** The frame of demand as it stood on the morning after a local day. */
export function knownTheMorningAfter(
  frame: HourlyFrame,
  ba: BalancingAuthority,
  date: LocalDate,
): HourlyFrame {
  const last = lastPublishedHour('demand', ba.timezone, morningAfter(date));
  const known = withoutFuture(frame, last);
  const hourCount = Math.min(frame.hourCount, last - frame.firstHour + 1);
  const series = new Map([...known.series].map(([kind, values]) => [kind, values.subarray(0, hourCount)]));
  return { ...known, hourCount, series };
}

/** The flags of one local day as the morning after raised them. */
export function flagsTheMorningAfter(frame: HourlyFrame, ba: BalancingAuthority, day: LocalDay): Flag[] {
  const { flags } = screen(knownTheMorningAfter(frame, ba, day.date), ba);
  return flags.filter(({ hour }) => hour >= day.firstHour && hour < day.firstHour + day.hourCount);
}

/** The whole local days of a frame. */
export function wholeDays(frame: HourlyFrame, { timezone }: BalancingAuthority): LocalDay[] {
  return datesBetween(localDate(frame.firstHour, timezone), localDate(lastHourOf(frame), timezone))
    .map((date) => localDay(date, timezone))
    .filter(
      (day) => day.firstHour >= frame.firstHour && day.firstHour + day.hourCount - 1 <= lastHourOf(frame),
    );
}
