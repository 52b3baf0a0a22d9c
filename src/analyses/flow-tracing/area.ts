/** What flow tracing is given of an area, and what it says of it. */
import type { EmissionScope } from '../../grid/emission-factor.ts';
import type { EnergySource } from '../../grid/energy-source.ts';
import type { HourEnding } from '../../grid/hour.ts';
import type { HourlyFrame, HourlyValues } from '../../grid/hourly-frame.ts';
import type { PresentSources } from '../source-presence.ts';

export interface Area {
  code: string;
  /** Trusted hours. */
  frame: HourlyFrame;
  /** Over the frame's hours: 0 where a source does not exist, NaN where it is a hole. */
  present: PresentSources;
  /** 1 in each hour of the frame in which "other" is taken for storage. */
  otherIsStorage: Uint8Array;
}

/** kg/MWh of what supplies a grid, by one set of factors. */
export interface SupplyFactors {
  /** Of a source that generates, in a balancing authority. */
  ofSource(code: string, source: EnergySource): number;
  /** Of what comes from beyond the grid, by the neighbour's code. */
  ofForeign(code: string): number;
}

export type FactorsByScope = Record<EmissionScope, SupplyFactors>;

/**
 * final: the area's own numbers and its ties were reported, and nearly all of the grid's.
 * provisional: ties (or a small part of the grid's generation) were estimated from the days before.
 * unknown: the area's mix or too much of the grid's is not known; there is no intensity.
 */
export type TracedStatus = 'final' | 'provisional' | 'unknown';

/** Consumption-based intensity of one area over a window of hours. */
export interface TracedArea {
  firstHour: HourEnding;
  /** NaN where unknown. */
  kgPerMwh: Record<EmissionScope, HourlyValues>;
  status: TracedStatus[];
}
