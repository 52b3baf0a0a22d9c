/** What every product of a balancing authority is made from, computed once. */
import type { BalancingAuthority } from '../grid/balancing-authority.ts';
import type { LocalDay } from '../grid/hour.ts';
import type { HourlyFrame } from '../grid/hourly-frame.ts';
import { type DerivedSeries, derivedSeries } from './derived-series.ts';
import type { ImputedHour } from './imputed-demand.ts';
import { daysOver } from './local-days.ts';
import { type ScreenedFrame, screen } from './screening.ts';

export interface ReportContext {
  ba: BalancingAuthority;
  screened: ScreenedFrame;
  /** Of the trusted frame. */
  derived: DerivedSeries;
  /** Local days that are over, oldest first. */
  days: LocalDay[];
  /** Of a sum of members, by hour; empty of whatever is reported itself. */
  imputed: readonly ImputedHour[];
}

export const reportContext = (frame: HourlyFrame, ba: BalancingAuthority, now: Date): ReportContext =>
  contextOfScreened(screen(frame, ba), ba, now);

/** The same of a frame that has been screened already, for example when it was published. */
export function contextOfScreened(
  screened: ScreenedFrame,
  ba: BalancingAuthority,
  now: Date,
  imputed: readonly ImputedHour[] = [],
): ReportContext {
  const { trusted, reported } = screened;
  return {
    ba,
    screened,
    derived: derivedSeries(trusted),
    days: daysOver(reported, ba.timezone, now),
    imputed,
  };
}
