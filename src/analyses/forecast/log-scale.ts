/**
 * The scale on which intensities are forecast: the logarithm of the intensity and a fifth of its
 * mean. Differences on it are about percentages, a step of the level keeps the day's shape, and an
 * hour that emits nothing stays finite.
 */
import type { HourlyValues } from '../../grid/hourly-frame.ts';
import { mean } from '../statistics.ts';

const OFFSET_SHARE = 0.2;
/** kg/MWh; for a grid that emits nothing. */
const LEAST_OFFSET = 1;

export interface LogScale {
  toLog(kgPerMwh: number): number;
  /** Never negative. */
  toKgPerMwh(log: number): number;
}

export function logScale(kgPerMwh: HourlyValues): LogScale {
  const offset = Math.max(LEAST_OFFSET, OFFSET_SHARE * mean(kgPerMwh) || 0);
  return {
    toLog: (kg) => Math.log(kg + offset),
    toKgPerMwh: (log) => Math.max(0, Math.exp(log) - offset),
  };
}
