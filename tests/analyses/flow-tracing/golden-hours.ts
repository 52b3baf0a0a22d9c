/** The golden files of ../shared/data/flow-tracing as arrays of our own kinds, hour by hour. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { EnergyBalance } from '../../../src/analyses/reconciliation/energy-balance.ts';
import { recordedData, recordedDataMissing } from '../../recorded-data.ts';

export type GoldenFile = 'E_raw' | 'E_basic' | 'E_rolling' | 'E_weights' | 'E_opt' | 'CO2' | 'CO2i';
export type GoldenHour = ReadonlyMap<string, number>;

/** One map of column to value for each row; blank is NaN. */
export function goldenRows(file: GoldenFile): GoldenHour[] {
  // The tests of them are skipped; only their table is asked for.
  if (recordedDataMissing) return [new Map()];
  const bytes = readFileSync(recordedData(`flow-tracing/${file}_2021-07-10_2021-07-20.csv.gz`));
  const [header = '', ...lines] = gunzipSync(bytes).toString().trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return new Map(
      names.slice(1).map((name, i) => [name, cells[i + 1] === '' ? Number.NaN : Number(cells[i + 1])]),
    );
  });
}

export const GOLDEN_SOURCES = ['COL', 'GAS', 'NUC', 'OIL', 'OTH', 'SUN', 'WAT', 'WND'] as const;

/** kg/MWh of the set `gridemissions_default`, with which the golden files were computed. */
export const GOLDEN_FACTORS = {
  COL: 1000,
  GAS: 469,
  NUC: 16,
  OIL: 840,
  OTH: 439,
  SUN: 46,
  WAT: 4,
  WND: 12,
} as const;

export interface GoldenGrid {
  areas: string[];
  sources: { area: number; column: string; kgPerMwh: number }[];
  ties: { from: number; to: number; column: string; reverse: string }[];
}

/** Every area of the files, foreign ones too, as the golden files treat them: areas like any other. */
export function goldenGrid(row: GoldenHour): GoldenGrid {
  const columns = [...row.keys()];
  const areas = columns.map((name) => /^E_([A-Z]+)_D$/.exec(name)?.[1]).filter((code) => code !== undefined);
  const sources = areas.flatMap((code, area) =>
    GOLDEN_SOURCES.filter((source) => row.has(`E_${code}_${source}`)).map((source) => ({
      area,
      column: `E_${code}_${source}`,
      kgPerMwh: GOLDEN_FACTORS[source],
    })),
  );
  const ties = areas.flatMap((code, from) =>
    areas
      .map((other, to) => ({ from, to, column: `E_${code}-${other}_ID`, reverse: `E_${other}-${code}_ID` }))
      .filter(({ from, to, column }) => from < to && row.has(column)),
  );
  return { areas, sources, ties };
}

/** An hour of `E_rolling` with its weights; both ends of a tie become one value and one weight. */
export function goldenBalance(
  grid: GoldenGrid,
  values: GoldenHour,
  weights: GoldenHour,
  lowestSourceMwh: number,
): EnergyBalance {
  const reported = (column: string) => {
    const value = values.get(column) as number;
    return Number.isNaN(value) ? 0 : value;
  };
  const weight = (column: string) => weights.get(column) as number;
  const quantity = (columns: string[]) => ({
    mwh: Float64Array.from(columns, reported),
    weight: Float64Array.from(columns, weight),
  });
  const ofAreas = (field: string) => quantity(grid.areas.map((code) => `E_${code}_${field}`));
  const bounded = (count: number, lowest: number) => ({ lowestMwh: new Float64Array(count).fill(lowest) });
  const sources = grid.sources.map(({ column }) => column);
  return {
    areaCount: grid.areas.length,
    demand: { ...ofAreas('D'), ...bounded(grid.areas.length, 1) },
    netGeneration: { ...ofAreas('NG'), ...bounded(grid.areas.length, 1) },
    totalInterchange: ofAreas('TI'),
    sources: {
      ...quantity(sources),
      ...bounded(sources.length, lowestSourceMwh),
      area: Int32Array.from(grid.sources, ({ area }) => area),
    },
    ties: {
      mwh: Float64Array.from(
        grid.ties,
        ({ column, reverse }) =>
          (weight(column) * reported(column) - weight(reverse) * reported(reverse)) /
          (weight(column) + weight(reverse)),
      ),
      weight: Float64Array.from(grid.ties, ({ column, reverse }) => weight(column) + weight(reverse)),
      from: Int32Array.from(grid.ties, ({ from }) => from),
      to: Int32Array.from(grid.ties, ({ to }) => to),
    },
  };
}
