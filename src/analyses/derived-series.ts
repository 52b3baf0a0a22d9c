/**
 * What several analyses derive from a screened frame, computed once.
 *
 *   utility solar     = max(0, SUN + SNB)
 *   demand less solar = demand - utility solar           (the duck's)
 *   net load          = demand - utility solar - wind    (wind = WND + WNB as reported)
 *
 * Solar is floored because its small negatives at night are the plants' own use. Net load may be
 * negative: it is never floored. NaN wherever a part is unknown.
 */
import { SOLAR_SOURCES, WIND_SOURCES } from '../grid/energy-source.ts';
import type { HourlyFrame, HourlyValues } from '../grid/hourly-frame.ts';
import type { SeriesKind } from '../grid/observation.ts';
import { type CarbonIntensity, carbonIntensity } from './carbon-intensity.ts';
import { type PresentSources, presentSources, sumOfSources } from './source-presence.ts';
import { extent } from './statistics.ts';

export interface DerivedSeries {
  /** Every source: 0 where it does not exist, NaN where it is a hole. */
  present: PresentSources;
  utilitySolarMwh: HourlyValues;
  windMwh: HourlyValues;
  demandLessSolarMwh: HourlyValues;
  netLoadMwh: HourlyValues;
  /** Whether the frame holds any wind or utility solar, so that net load differs from demand. */
  hasWindOrSolar: boolean;
  carbon: CarbonIntensity;
}

const gaps = (hourCount: number): HourlyValues => new Float64Array(hourCount).fill(Number.NaN);

export function seriesOrGaps(frame: HourlyFrame, kind: SeriesKind): HourlyValues {
  return frame.series.get(kind) ?? gaps(frame.hourCount);
}

function difference(a: HourlyValues, b: HourlyValues): HourlyValues {
  const out = new Float64Array(a.length);
  for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) - (b[i] as number);
  return out;
}

/** At least 0 in every known hour; the values themselves where they are. */
function floored(values: HourlyValues): HourlyValues {
  if (extent(values).low >= 0) return values;
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = Math.max(0, values[i] as number);
  return out;
}

export function derivedSeries(frame: HourlyFrame): DerivedSeries {
  const present = presentSources(frame);
  const solar = sumOfSources(present, SOLAR_SOURCES, frame.hourCount);
  const utilitySolarMwh = floored(solar);
  const windMwh = sumOfSources(present, WIND_SOURCES, frame.hourCount);
  const demandLessSolarMwh = difference(seriesOrGaps(frame, 'demand'), utilitySolarMwh);
  return {
    present,
    utilitySolarMwh,
    windMwh,
    demandLessSolarMwh,
    netLoadMwh: difference(demandLessSolarMwh, windMwh),
    hasWindOrSolar: [...SOLAR_SOURCES, ...WIND_SOURCES].some((source) => present.has(source)),
    carbon: carbonIntensity(frame, present),
  };
}

/** The hours [firstHour, firstHour + hourCount) of a series of the frame, a view where they lie in it; hours outside it are gaps. */
export function sliceHours(
  values: HourlyValues,
  frame: HourlyFrame,
  firstHour: number,
  hourCount: number,
): HourlyValues {
  const from = firstHour - frame.firstHour;
  if (from >= 0 && from + hourCount <= values.length) return values.subarray(from, from + hourCount);
  const out = gaps(hourCount);
  for (let i = Math.max(0, -from); i < hourCount && from + i < values.length; i++)
    out[i] = values[from + i] as number;
  return out;
}
