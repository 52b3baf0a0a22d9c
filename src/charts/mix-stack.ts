/**
 * A day's generation as a stack: what generates above zero, what takes energy in below.
 *
 * Algebra: above[k] = sum over groups up to k of max(0, MW), below[k] = the same of min(0, MW); so
 * the top of the stack is gross of charging, and top + bottom is net generation.
 */

import {
  ENERGY_SOURCE_CODES,
  ENERGY_SOURCES,
  type EnergySource,
  type EnergySourceGroup,
} from '../grid/energy-source.ts';
import type { DayHours } from '../snapshots/pulse.ts';
import type { Values } from './hour-path.ts';

/** Other sources that take in more than this share of the day's highest demand hide storage. */
const HIDDEN_STORAGE_SHARE = 0.01;
/**
 * A group that gives less than this share in its known hours may be missing without emptying the hour:
 * ERCO leaves its "other" blank in most hours of some days. Its name then says that it is partial.
 */
const NEGLIGIBLE_SHARE = 0.05;

export interface Band {
  group: EnergySourceGroup;
  name: string;
  mw: Values;
  /** Upper edge of what it generates, counted from zero up. */
  above: Values;
  /** Lower edge of what it takes in, counted from zero down. */
  below: Values;
}

export interface MixStack {
  /** From the bottom. */
  bands: Band[];
  /** Top of all that generates; null where the mix of the hour is not known. */
  top: Values;
  bottom: Values;
}

const GROUP_NAMES: Record<EnergySourceGroup, string> = {
  nuclear: 'Nuclear',
  geothermal: 'Geothermal',
  coal: 'Coal',
  oil: 'Oil',
  gas: 'Gas',
  other: 'Other',
  hydro: 'Hydro',
  wind: 'Wind',
  solar: 'Solar',
  storage: 'Storage',
};

const known = (values: Values): number[] => values.filter((value) => value !== null);

function hidesStorage(hours: DayHours): boolean {
  const codes = Object.keys(hours.generationMwh) as EnergySource[];
  if (
    codes.some(
      (code) => ENERGY_SOURCES[code]?.group === 'storage' && known(hours.generationMwh[code] ?? []).length,
    )
  )
    return false;
  const scale = Math.max(0, ...known(hours.demandMwh), ...known(hours.netGenerationMwh));
  return Math.min(0, ...known(hours.generationMwh['OTH'] ?? [])) < -HIDDEN_STORAGE_SHARE * scale;
}

function sumKnown(columns: readonly Values[], hourCount: number): Values {
  return Array.from({ length: hourCount }, (_, i) => {
    const values = columns.map((column) => column[i] ?? null).filter((value) => value !== null);
    return values.length ? values.reduce((sum, value) => sum + value, 0) : null;
  });
}

interface Group {
  group: EnergySourceGroup;
  name: string;
  mw: Values;
}

function groupName(group: EnergySourceGroup, codes: readonly EnergySource[]): string {
  if (group !== 'storage') return GROUP_NAMES[group];
  if (codes.includes('OTH')) return 'Storage, other';
  return codes.length === 1 && codes[0] !== 'OES' && codes[0] !== 'UES'
    ? ENERGY_SOURCES[codes[0] as EnergySource].name
    : GROUP_NAMES.storage;
}

/** Sources in their groups, in drawing order; an "other" that charges is drawn as the storage it is. */
function groupsOf(hours: DayHours): Group[] {
  const otherIsStorage = hidesStorage(hours);
  const groupOf = (code: EnergySource): EnergySourceGroup =>
    code === 'OTH' && otherIsStorage ? 'storage' : ENERGY_SOURCES[code].group;
  const reported = ENERGY_SOURCE_CODES.filter((code) =>
    known(hours.generationMwh[code] ?? []).some((mw) => mw !== 0),
  );
  return (Object.keys(GROUP_NAMES) as EnergySourceGroup[]).flatMap((group) => {
    const codes = reported.filter((code) => groupOf(code) === group);
    if (codes.length === 0) return [];
    const columns = codes.map((code) => hours.generationMwh[code] ?? []);
    return [{ group, name: groupName(group, codes), mw: sumKnown(columns, hours.hourEnding.length) }];
  });
}

/** Mean size over the hours that are known. */
const sizeOf = (values: Values): number => {
  const sizes = known(values).map(Math.abs);
  return sizes.length ? sizes.reduce((sum, mw) => sum + mw, 0) / sizes.length : 0;
};

/** Hours that lack a source that matters: a stack without it would be false. */
function unknownHours(groups: readonly Group[], hourCount: number): boolean[] {
  const total = groups.reduce((sum, { mw }) => sum + sizeOf(mw), 0);
  const weighty = groups.filter(({ mw }) => sizeOf(mw) >= NEGLIGIBLE_SHARE * total);
  return Array.from({ length: hourCount }, (_, i) => weighty.some(({ mw }) => mw[i] === null));
}

/** The day's stack; null where no source is reported. */
export function mixStack(hours: DayHours): MixStack | null {
  const groups = groupsOf(hours);
  if (groups.length === 0) return null;
  const hourCount = hours.hourEnding.length;
  const isUnknown = unknownHours(groups, hourCount);
  const up = new Array<number>(hourCount).fill(0);
  const down = new Array<number>(hourCount).fill(0);
  const edge = (sums: number[], part: (mw: number) => number, mw: Values): Values =>
    sums.map((_, i) => (isUnknown[i] ? null : (sums[i] = (sums[i] as number) + part(mw[i] ?? 0))));
  const isPartial = (mw: Values): boolean => mw.some((value, i) => value === null && !isUnknown[i]);
  const bands = groups.map(({ group, name, mw }) => ({
    group,
    name: isPartial(mw) ? `${name} (partial)` : name,
    mw: mw.map((value, i) => (isUnknown[i] ? null : value)),
    above: edge(up, (value) => Math.max(0, value), mw),
    below: edge(down, (value) => Math.min(0, value), mw),
  }));
  const last = bands.at(-1) as Band;
  return { bands, top: last.above, bottom: last.below };
}
