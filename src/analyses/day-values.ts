/** The hours of one local day of every series, trusted values only: a flagged hour is a gap here. */
import type { EnergySource } from '../grid/energy-source.ts';
import { hourToIso, type LocalDay } from '../grid/hour.ts';
import { energySourcesOf, type HourlyValues, sliceDay } from '../grid/hourly-frame.ts';
import { generationOf, type SeriesKind } from '../grid/observation.ts';
import type { DayHours } from '../snapshots/pulse.ts';
import { sliceHours } from './derived-series.ts';
import { hoursOf, localHoursOf } from './local-days.ts';
import type { ReportContext } from './report-context.ts';
import { countKnown, withNulls } from './statistics.ts';

export interface DayValues {
  day: LocalDay;
  /** Local clock hour at which each hour starts. */
  localHours: number[];
  demandMwh: HourlyValues;
  forecastMwh: HourlyValues;
  netGenerationMwh: HourlyValues;
  totalInterchangeMwh: HourlyValues;
  generationMwh: Map<EnergySource, HourlyValues>;
  /** Positive generation of all that generates, NaN where the mix has a hole. */
  positiveGenerationMwh: HourlyValues;
  utilitySolarMwh: HourlyValues;
  windMwh: HourlyValues;
  netLoadMwh: HourlyValues;
  demandLessSolarMwh: HourlyValues;
  directKgPerMwh: HourlyValues;
  lifecycleKgPerMwh: HourlyValues;
}

export function dayValues({ ba, screened, derived }: ReportContext, day: LocalDay): DayValues {
  const { trusted } = screened;
  const of = (kind: SeriesKind) => sliceDay(trusted, kind, day);
  const derivedOf = (values: HourlyValues) => sliceHours(values, trusted, day.firstHour, day.hourCount);
  return {
    day,
    localHours: localHoursOf(day, ba.timezone),
    demandMwh: of('demand'),
    forecastMwh: of('day-ahead-demand-forecast'),
    netGenerationMwh: of('net-generation'),
    totalInterchangeMwh: of('total-interchange'),
    generationMwh: new Map(energySourcesOf(trusted).map((source) => [source, of(generationOf(source))])),
    positiveGenerationMwh: derivedOf(derived.carbon.generationMwh),
    utilitySolarMwh: derivedOf(derived.utilitySolarMwh),
    windMwh: derivedOf(derived.windMwh),
    netLoadMwh: derivedOf(derived.netLoadMwh),
    demandLessSolarMwh: derivedOf(derived.demandLessSolarMwh),
    directKgPerMwh: derivedOf(derived.carbon.kgPerMwh.direct),
    lifecycleKgPerMwh: derivedOf(derived.carbon.kgPerMwh.lifecycle),
  };
}

/** The same as the snapshot carries them: null for a gap. */
export function dayHours(values: DayValues): DayHours {
  const generation = [...values.generationMwh].filter(([, mwh]) => countKnown(mwh) > 0);
  return {
    hourEnding: hoursOf(values.day).map(hourToIso),
    localHour: values.localHours,
    demandMwh: withNulls(values.demandMwh),
    dayAheadDemandForecastMwh: withNulls(values.forecastMwh),
    netGenerationMwh: withNulls(values.netGenerationMwh),
    totalInterchangeMwh: withNulls(values.totalInterchangeMwh),
    generationMwh: Object.fromEntries(generation.map(([source, mwh]) => [source, withNulls(mwh)])),
    netLoadMwh: withNulls(values.netLoadMwh),
    demandLessSolarMwh: withNulls(values.demandLessSolarMwh),
    carbonIntensityDirectKgPerMwh: withNulls(values.directKgPerMwh),
    carbonIntensityLifecycleKgPerMwh: withNulls(values.lifecycleKgPerMwh),
  };
}
