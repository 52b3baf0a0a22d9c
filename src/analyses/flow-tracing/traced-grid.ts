/** The areas of a grid with their sources and ties, over a window, and each hour of it as a balance. */
import { findRespondent } from '../../grid/balancing-authority.ts';
import { type EnergySource, isStorage } from '../../grid/energy-source.ts';
import { neighborOf } from '../../grid/observation.ts';
import type { EnergyBalance } from '../reconciliation/energy-balance.ts';
import type { Area } from './area.ts';
import { type Column, columnOf, type Estimate, estimateAt, type Window } from './column.ts';

export interface TracedSource {
  area: number;
  source: EnergySource;
  column: Column | null;
  /** 1 in each hour of the window in which it is storage. */
  isStorage: Uint8Array;
}

export interface TracedTie {
  from: number;
  /** -1: the tie leaves the grid. */
  to: number;
  /** The neighbour beyond the grid; empty within it. */
  foreign: string;
  /** What each end reported, positive out of `from` and out of `to`. */
  ends: (Column | null)[];
}

export interface TracedGrid {
  areas: readonly Area[];
  demand: (Column | null)[];
  netGeneration: (Column | null)[];
  totalInterchange: (Column | null)[];
  sources: TracedSource[];
  ties: TracedTie[];
}

/** Where no source is reported: something that could have generated the megawatt that the bounds ask for. */
const SOMETHING: EnergySource = 'UNK';

function storageHours(area: Area, source: EnergySource, { firstHour, hourCount }: Window): Uint8Array {
  const hours = new Uint8Array(hourCount).fill(isStorage(source) ? 1 : 0);
  if (source !== 'OTH') return hours;
  const offset = firstHour - area.frame.firstHour;
  return hours.map((_, i) => area.otherIsStorage[offset + i] ?? 0);
}

function sourcesOf(area: Area, index: number, window: Window): TracedSource[] {
  const sources = [...area.present].map(([source, values]) => ({
    area: index,
    source,
    column: columnOf(values, area.frame, window),
    isStorage: storageHours(area, source, window),
  }));
  const generates = sources.some(({ source }) => !isStorage(source));
  if (generates) return sources;
  const none = { area: index, source: SOMETHING, column: null, isStorage: new Uint8Array(window.hourCount) };
  return [...sources, none];
}

/** Ties named by either end; a neighbour of the same country that reports nothing is left out. */
function tiesOf(areas: readonly Area[], window: Window): TracedTie[] {
  const indexOf = new Map(areas.map(({ code }, i) => [code, i]));
  const ties = new Map<string, TracedTie>();
  areas.forEach((area, from) => {
    for (const [kind, values] of area.frame.series) {
      const neighbor = neighborOf(kind);
      if (neighbor === null) continue;
      const to = indexOf.get(neighbor) ?? -1;
      if (to === from || (to < 0 && findRespondent(neighbor)?.kind !== 'foreign')) continue;
      const isReverse = to >= 0 && to < from;
      const key = isReverse ? `${to}-${from}` : `${from}-${to < 0 ? neighbor : to}`;
      const tie = ties.get(key) ?? {
        from: isReverse ? to : from,
        to: isReverse ? from : to,
        foreign: to < 0 ? neighbor : '',
        ends: [null, null],
      };
      tie.ends[isReverse ? 1 : 0] = columnOf(values, area.frame, window);
      ties.set(key, tie);
    }
  });
  return [...ties.values()];
}

export function tracedGrid(areas: readonly Area[], window: Window): TracedGrid {
  const columns = (kind: 'demand' | 'net-generation' | 'total-interchange') =>
    areas.map(({ frame }) => columnOf(frame.series.get(kind), frame, window));
  return {
    areas,
    demand: columns('demand'),
    netGeneration: columns('net-generation'),
    totalInterchange: columns('total-interchange'),
    sources: areas.flatMap((area, index) => sourcesOf(area, index, window)),
    ties: tiesOf(areas, window),
  };
}

export interface GridHour {
  balance: EnergyBalance;
  /** By source and by tie: 1 where a report was at hand. */
  sourceReported: Uint8Array;
  tieReported: Uint8Array;
}

/** Both ends of a tie as one number, positive out of `from`: the mean of what is known, each by its weight. */
function tieEstimate({ ends }: TracedTie, hour: number): Estimate {
  const known = ends.flatMap((end, i) => (end ? [{ ...estimateAt(end, hour), sign: i === 0 ? 1 : -1 }] : []));
  const reported = known.filter(({ isReported }) => isReported);
  const used = reported.length > 0 ? reported : known;
  const weight = used.reduce((sum, end) => sum + end.weight, 0);
  const mwh = used.reduce((sum, end) => sum + (end.sign * end.mwh * end.weight) / weight, 0);
  return { mwh, weight, isReported: reported.length > 0 };
}

function quantityOf(estimates: readonly Estimate[]) {
  return {
    mwh: Float64Array.from(estimates, ({ mwh }) => mwh),
    weight: Float64Array.from(estimates, ({ weight }) => weight),
  };
}

const reportedOf = (estimates: readonly Estimate[]) =>
  Uint8Array.from(estimates, ({ isReported }) => (isReported ? 1 : 0));

/** An hour of the window. Demand and net generation are at least 1 MWh, sources that cannot store at least 0. */
export function gridHour(grid: TracedGrid, hour: number): GridHour {
  const areaCount = grid.areas.length;
  const atLeastOne = new Float64Array(areaCount).fill(1);
  const ofAreas = (columns: (Column | null)[]) =>
    quantityOf(columns.map((column) => estimateAt(column, hour)));
  const sources = grid.sources.map(({ column }) => estimateAt(column, hour));
  const ties = grid.ties.map((tie) => tieEstimate(tie, hour));
  return {
    sourceReported: reportedOf(sources),
    tieReported: reportedOf(ties),
    balance: {
      areaCount,
      demand: { ...ofAreas(grid.demand), lowestMwh: atLeastOne },
      netGeneration: { ...ofAreas(grid.netGeneration), lowestMwh: atLeastOne },
      totalInterchange: ofAreas(grid.totalInterchange),
      sources: {
        ...quantityOf(sources),
        lowestMwh: Float64Array.from(grid.sources, (source) =>
          source.isStorage[hour] ? Number.NEGATIVE_INFINITY : 0,
        ),
        area: Int32Array.from(grid.sources, ({ area }) => area),
      },
      ties: {
        ...quantityOf(ties),
        from: Int32Array.from(grid.ties, ({ from }) => from),
        to: Int32Array.from(grid.ties, ({ to }) => to),
      },
    },
  };
}
