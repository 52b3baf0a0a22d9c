/** What other days need to know of a day: few numbers, kept from run to run. */
import { hourToIso, type LocalDate } from '../grid/hour.ts';
import type { DuckDay } from '../snapshots/ducks.ts';
import { badHours, type Extreme } from './completeness.ts';
import type { DayFacts, EveningRamp } from './day-facts.ts';
import type { DayStatus } from './day-status.ts';

/** A value with the hour that had it. */
export interface HourFigure {
  value: number;
  /** ISO instant of the hour's end. */
  hourEnding: string;
}

export interface DaySummary {
  date: LocalDate;
  status: DayStatus['status'];
  /** Whether no hour of the series is missing or flagged. */
  isDemandWhole: boolean;
  isMixWhole: boolean;
  peakMwh: HourFigure | null;
  troughMwh: HourFigure | null;
  solarPeakMwh: HourFigure | null;
  windPeakMwh: HourFigure | null;
  /** Mean of the day, generation-based, direct. */
  directKgPerMwh: number | null;
  cleanestKgPerMwh: HourFigure | null;
  eveningRampMw: (HourFigure & { quantity: EveningRamp['quantity'] }) | null;
  /** Positive out. */
  meanInterchangeMw: number | null;
  interchangeSwingMw: number | null;
  duck: DuckDay;
}

export function daySummary(facts: DayFacts, status: DayStatus, duck: DuckDay): DaySummary {
  const { firstHour, date } = facts.values.day;
  const figure = (value: number, index: number): HourFigure => ({
    value,
    hourEnding: hourToIso(firstHour + index),
  });
  const ofExtreme = (extreme: Extreme | null) => extreme && figure(extreme.value, extreme.index);
  const { eveningRamp: ramp } = facts;
  return {
    date,
    status: status.status,
    isDemandWhole: badHours(facts.completeness.demand) === 0,
    isMixWhole: badHours(facts.completeness.generation) === 0,
    peakMwh: ofExtreme(facts.peak),
    troughMwh: ofExtreme(facts.trough),
    solarPeakMwh: ofExtreme(facts.solarPeak),
    windPeakMwh: ofExtreme(facts.windPeak),
    directKgPerMwh: facts.carbonIntensity?.directKgPerMwh ?? null,
    cleanestKgPerMwh: ofExtreme(facts.cleanestHour),
    eveningRampMw: ramp && { ...figure(ramp.rampMw, ramp.index), quantity: ramp.quantity },
    meanInterchangeMw: facts.interchange?.meanMw ?? null,
    interchangeSwingMw: facts.interchangeSwingMw,
    duck,
  };
}
