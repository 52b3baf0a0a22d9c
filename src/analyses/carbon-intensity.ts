/**
 * Generation-based carbon intensity, kg CO2 per MWh (= g/kWh):
 *
 *   intensity = sum(factor x max(0, generation)) / sum(max(0, generation))
 *
 * over the energy sources that generate. Storage moves energy, it neither generates nor emits: it
 * is left out of both sums, and so is an "other" that behaves as storage. An hour in which a source
 * is missing has no intensity. Direct counts CO2 from the stack, lifecycle CO2-equivalent of
 * building, fuelling and burning; factors are the balancing authority's own where it has one.
 */
import { type EmissionScope, emissionFactor, factorSet } from '../grid/emission-factor.ts';
import { type EnergySource, isStorage } from '../grid/energy-source.ts';
import type { HourlyFrame, HourlyValues } from '../grid/hourly-frame.ts';
import { disguisedStorageHours } from './disguised-storage.ts';
import { type PresentSources, presentSources } from './source-presence.ts';
import { extent } from './statistics.ts';

export interface GeneratingSource {
  source: EnergySource;
  /** max(0, net generation); 0 in hours where the source does not exist or is storage, NaN in a hole. */
  positiveMwh: HourlyValues;
}

export interface CarbonIntensity {
  /** 1 in each hour in which "other" is taken for storage. */
  otherIsStorage: Uint8Array;
  generating: GeneratingSource[];
  /** Sum of positive generation by hour; NaN where a source is a hole. */
  generationMwh: HourlyValues;
  emissionsKg: Record<EmissionScope, HourlyValues>;
  kgPerMwh: Record<EmissionScope, HourlyValues>;
  leftOut: { source: EnergySource; why: string }[];
}

const STORAGE_WHY = 'Storage moves energy in time; it neither generates nor emits.';

/** The positive generation of a source, 0 where it is storage in disguise; the values themselves where they are just that. */
function positiveGeneration(values: HourlyValues, leftOutHours: Uint8Array | null): HourlyValues {
  if (!leftOutHours && extent(values).low >= 0) return values;
  const positive = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    positive[i] = leftOutHours?.[i] ? 0 : Math.max(0, values[i] as number);
  }
  return positive;
}

function generatingSources(present: PresentSources, disguised: Uint8Array): GeneratingSource[] {
  const generating: GeneratingSource[] = [];
  for (const [source, values] of present) {
    if (isStorage(source)) continue;
    generating.push({ source, positiveMwh: positiveGeneration(values, source === 'OTH' ? disguised : null) });
  }
  return generating;
}

function sourcesLeftOut(present: PresentSources, disguised: Uint8Array): CarbonIntensity['leftOut'] {
  const leftOut: CarbonIntensity['leftOut'] = [];
  for (const source of present.keys()) {
    if (isStorage(source)) leftOut.push({ source, why: STORAGE_WHY });
  }
  if (disguised.at(-1)) leftOut.push({ source: 'OTH', why: DISGUISE_WHY });
  return leftOut;
}

const DISGUISE_WHY =
  '“Other” fell below −1% of peak demand within 30 days, and no storage is reported by name: it is taken for storage.';

type Sums = Pick<CarbonIntensity, 'generationMwh' | 'emissionsKg'>;

/** Of nothing that generates, nothing is known. */
function sumsOf(generating: GeneratingSource[], respondent: string, hourCount: number): Sums {
  const empty = () => new Float64Array(hourCount).fill(generating.length === 0 ? Number.NaN : 0);
  const [generationMwh, direct, lifecycle] = [empty(), empty(), empty()];
  for (const { source, positiveMwh } of generating) {
    const directFactor = emissionFactor('direct', respondent, source)?.kgPerMwh ?? 0;
    const lifecycleFactor = emissionFactor('lifecycle', respondent, source)?.kgPerMwh ?? 0;
    for (let i = 0; i < hourCount; i++) {
      const mwh = positiveMwh[i] as number;
      generationMwh[i] = (generationMwh[i] as number) + mwh;
      direct[i] = (direct[i] as number) + directFactor * mwh;
      lifecycle[i] = (lifecycle[i] as number) + lifecycleFactor * mwh;
    }
  }
  return { generationMwh, emissionsKg: { direct, lifecycle } };
}

/** kg/MWh; NaN where nothing is generated. */
function ratio(emissionsKg: HourlyValues, generationMwh: HourlyValues): HourlyValues {
  const kgPerMwh = new Float64Array(emissionsKg.length);
  for (let i = 0; i < kgPerMwh.length; i++) {
    const mwh = generationMwh[i] as number;
    kgPerMwh[i] = mwh > 0 ? (emissionsKg[i] as number) / mwh : Number.NaN;
  }
  return kgPerMwh;
}

/** Intensity of every hour of a screened frame. */
export function carbonIntensity(frame: HourlyFrame, present = presentSources(frame)): CarbonIntensity {
  const otherIsStorage = disguisedStorageHours(frame);
  const generating = generatingSources(present, otherIsStorage);
  const { generationMwh, emissionsKg } = sumsOf(generating, frame.respondent, frame.hourCount);
  return {
    otherIsStorage,
    generating,
    generationMwh,
    emissionsKg,
    kgPerMwh: {
      direct: ratio(emissionsKg.direct, generationMwh),
      lifecycle: ratio(emissionsKg.lifecycle, generationMwh),
    },
    leftOut: sourcesLeftOut(present, otherIsStorage),
  };
}

/** Emissions over generation of the hours [from, to) that are known; null where none is. */
export function meanIntensity(
  carbon: CarbonIntensity,
  scope: EmissionScope,
  from: number,
  to: number,
): number | null {
  let kg = 0;
  let mwh = 0;
  for (let i = Math.max(0, from); i < Math.min(to, carbon.generationMwh.length); i++) {
    const generation = carbon.generationMwh[i] as number;
    if (!(generation > 0)) continue;
    kg += carbon.emissionsKg[scope][i] as number;
    mwh += generation;
  }
  return mwh > 0 ? kg / mwh : null;
}

/** The factors in use, by source, each with its own source. */
export function factorsOf(respondent: string, sources: EnergySource[]) {
  const factors: Record<
    string,
    {
      direct: NonNullable<ReturnType<typeof emissionFactor>>;
      lifecycle: NonNullable<ReturnType<typeof emissionFactor>>;
    }
  > = {};
  for (const source of sources) {
    const direct = emissionFactor('direct', respondent, source);
    const lifecycle = emissionFactor('lifecycle', respondent, source);
    if (direct && lifecycle) factors[source] = { direct, lifecycle };
  }
  return factors;
}

export const factorSetNames = () => ({
  direct: factorSet('direct').name,
  lifecycle: factorSet('lifecycle').name,
});
