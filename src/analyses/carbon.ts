/** The carbon page of a balancing authority: generation-based intensity of the last known hours. */
import { hourToIso, localHourOfDay } from '../grid/hour.ts';
import type { HourlyValues } from '../grid/hourly-frame.ts';
import type { CarbonSnapshot } from '../snapshots/carbon.ts';
import { type CarbonIntensity, factorSetNames, factorsOf, meanIntensity } from './carbon-intensity.ts';
import type { ReportContext } from './report-context.ts';
import type { OwnFields } from './snapshot-fields.ts';
import { nullIfGap, withNulls } from './statistics.ts';

const HOURS_SHOWN = 7 * 24;
const HOURS_OF_PROFILE = 14 * 24;

function lastKnownIndex(values: HourlyValues): number {
  let i = values.length - 1;
  while (i >= 0 && Number.isNaN(values[i])) i--;
  return i;
}

function latestHour(carbon: CarbonIntensity, index: number, hourEnding: string): CarbonSnapshot['latest'] {
  const shares = carbon.generating
    .map(({ source, positiveMwh }) => ({ source, generationMwh: positiveMwh[index] as number }))
    .filter(({ generationMwh }) => generationMwh > 0)
    .sort((a, b) => b.generationMwh - a.generationMwh);
  return {
    hourEnding,
    directKgPerMwh: carbon.kgPerMwh.direct[index] as number,
    lifecycleKgPerMwh: carbon.kgPerMwh.lifecycle[index] as number,
    shares,
  };
}

function meanOfHours(carbon: CarbonIntensity, from: number, to: number): CarbonSnapshot['meanOfLast24Hours'] {
  const directKgPerMwh = meanIntensity(carbon, 'direct', from, to);
  const lifecycleKgPerMwh = meanIntensity(carbon, 'lifecycle', from, to);
  return directKgPerMwh === null || lifecycleKgPerMwh === null ? null : { directKgPerMwh, lifecycleKgPerMwh };
}

/** Mean of the known values of each local clock hour; NaN of none. */
function meansByLocalHour(values: HourlyValues, localHours: Uint8Array): HourlyValues {
  const sums = new Float64Array(24);
  const known = new Uint8Array(24);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const hour = localHours[i] as number;
    sums[hour] = (sums[hour] as number) + (values[i] as number);
    known[hour] = (known[hour] as number) + 1;
  }
  return sums.map((sum, hour) => sum / (known[hour] as number));
}

/** Plain mean of each local clock hour over the 14 days up to `end`. */
function profile({ ba, screened, derived }: ReportContext, end: number): CarbonSnapshot['byHourOfDay'] {
  const from = Math.max(0, end - HOURS_OF_PROFILE);
  const localHours = Uint8Array.from({ length: Math.max(0, end - from) }, (_, i) =>
    localHourOfDay(screened.trusted.firstHour + from + i, ba.timezone),
  );
  const { direct, lifecycle } = derived.carbon.kgPerMwh;
  const [directMeans, lifecycleMeans] = [direct, lifecycle].map((kgPerMwh) =>
    meansByLocalHour(kgPerMwh.subarray(from, end), localHours),
  ) as [HourlyValues, HourlyValues];
  return Array.from(directMeans, (kgPerMwh, localHour) => ({
    localHour,
    directKgPerMwh: nullIfGap(kgPerMwh),
    lifecycleKgPerMwh: nullIfGap(lifecycleMeans[localHour] as number),
  }));
}

function lastHours({ screened, derived }: ReportContext, end: number): CarbonSnapshot['hours'] {
  const from = Math.max(0, end - HOURS_SHOWN);
  const { direct, lifecycle } = derived.carbon.kgPerMwh;
  const shown = (values: HourlyValues) => withNulls(values.subarray(from, end));
  return {
    hourEnding: Array.from({ length: end - from }, (_, i) =>
      hourToIso(screened.trusted.firstHour + from + i),
    ),
    directKgPerMwh: shown(direct),
    lifecycleKgPerMwh: shown(lifecycle),
  };
}

/** Of what an area by itself can know: generation-based. */
export type GenerationBased = Omit<OwnFields<CarbonSnapshot>, 'consumptionBased' | 'consumptionNote'>;

export function carbon(context: ReportContext): GenerationBased {
  const { ba, screened, derived } = context;
  const last = lastKnownIndex(derived.carbon.kgPerMwh.direct);
  const end = last + 1;
  const leftOut = new Set(derived.carbon.leftOut.map(({ source }) => source));
  const sources = derived.carbon.generating
    .map(({ source }) => source)
    .filter((source) => !leftOut.has(source));
  return {
    basis: 'generation-based',
    factorSets: factorSetNames(),
    factors: factorsOf(ba.code, sources),
    leftOut: derived.carbon.leftOut,
    latest: last < 0 ? null : latestHour(derived.carbon, last, hourToIso(screened.trusted.firstHour + last)),
    meanOfLast24Hours: meanOfHours(derived.carbon, end - 24, end),
    byHourOfDay: profile(context, end),
    hours: lastHours(context, end),
  };
}
