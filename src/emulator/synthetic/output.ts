/** What each kind of plant wants to generate in an hour, and how far balancing may move it. */

import { type HourEnding, localHourOfDay } from '../../grid/hour.ts';
import { chance, drift } from './noise.ts';
import type { Plant, SyntheticAuthority } from './plant.ts';
import { clearness, sineOfSolarElevation, solarFactor, windFactor, yearFraction } from './weather.ts';

/** MWh, whole; `least` and `most` differ from `wanted` only where the plant can follow load. */
export interface Output {
  wanted: number;
  least: number;
  most: number;
}

/** The sky above one balancing authority in one hour, and how its demand stands. */
export interface Conditions {
  hour: HourEnding;
  clock: number;
  sine: number;
  clear: number;
  wind: number;
  /** Demand over its mean; 1 where there is none. */
  load: number;
}

export function conditions(of: SyntheticAuthority, hour: HourEnding, demandMwh: number): Conditions {
  const { latitude, longitude, timezone } = of.authority;
  return {
    hour,
    clock: localHourOfDay(hour, timezone),
    sine: sineOfSolarElevation(hour, latitude, longitude),
    clear: clearness(of.cloudSeed, of.seed, hour),
    wind: windFactor(of.windSeed, of.seed, hour),
    load: of.meanDemandMw === 0 ? 1 : demandMwh / of.meanDemandMw,
  };
}

const between = (low: number, value: number, high: number) => Math.min(high, Math.max(low, value));

/** Discharge over power by local hour; batteries serve the evening, pumped storage the whole peak. */
const BATTERY_EVENING: Record<number, number> = {
  17: 0.2,
  18: 0.6,
  19: 0.85,
  20: 0.8,
  21: 0.5,
  22: 0.25,
  6: 0.1,
};
const PUMPED_DAY: Record<number, number> = {
  1: -0.5,
  2: -0.6,
  3: -0.6,
  4: -0.5,
  16: 0.3,
  17: 0.5,
  18: 0.6,
  19: 0.5,
  20: 0.3,
};

const fixed = (mwh: number): Output => {
  const wanted = Math.round(mwh);
  return { wanted, least: wanted, most: wanted };
};

const following = (wanted: number, least: number, most: number): Output => ({
  wanted: Math.round(wanted),
  least: Math.round(least),
  most: Math.round(most),
});

/** Panels draw a little at night: slightly negative, as on the wire. */
function solarMwh(plant: Plant, now: Conditions): number {
  if (now.sine > 0) return plant.capacityMw * solarFactor(now.sine, now.clear);
  return -0.002 * plant.capacityMw * chance(plant.seed, now.hour);
}

/** Flat but for one unit in three that refuels now and then. */
const nuclearMwh = (plant: Plant, now: Conditions) =>
  plant.capacityMw * (drift(plant.seed, now.hour, 1400) < -0.72 ? 0.68 : 0.965);

function batteryMwh(plant: Plant, now: Conditions): number {
  const depth = 0.85 + 0.15 * drift(plant.seed, now.hour, 24);
  const evening = BATTERY_EVENING[now.clock];
  if (evening !== undefined) return plant.capacityMw * depth * evening;
  const charging = now.sine > 0.25 ? 0.75 * now.sine * now.clear : 0.01;
  return -plant.capacityMw * depth * charging;
}

function hydroOutput(plant: Plant, now: Conditions): Output {
  const spring = Math.cos(2 * Math.PI * (yearFraction(now.hour) - 0.4));
  const wanted =
    plant.capacityMw *
    between(
      0.12,
      0.42 + 0.13 * spring + 0.25 * (now.load - 1) + 0.08 * drift(plant.seed, now.hour, 200),
      0.85,
    );
  return following(wanted, 0.4 * wanted, 0.92 * plant.capacityMw);
}

function coalOutput(plant: Plant, now: Conditions): Output {
  const share = between(0.25, 0.5 + 0.3 * (now.load - 1) + 0.1 * drift(plant.seed, now.hour, 90), 0.9);
  return following(plant.capacityMw * share, 0.2 * plant.capacityMw, 0.92 * plant.capacityMw);
}

/** Where nothing balances (a plant that only exports), gas runs on its wish. */
function gasOutput(plant: Plant, now: Conditions): Output {
  const evening = now.clock >= 16 && now.clock <= 21 ? 0.15 : 0;
  const share = between(0.05, 0.4 + evening + 0.25 * drift(plant.seed, now.hour, 30), 0.9);
  return following(plant.capacityMw * share, 0.04 * plant.capacityMw, 0.92 * plant.capacityMw);
}

export function output(plant: Plant, now: Conditions): Output {
  switch (plant.source) {
    case 'SUN':
      return fixed(solarMwh(plant, now));
    case 'WND':
      return fixed(plant.capacityMw * now.wind);
    case 'NUC':
      return fixed(nuclearMwh(plant, now));
    case 'BAT':
      return fixed(batteryMwh(plant, now));
    case 'PS':
      return fixed(plant.capacityMw * (PUMPED_DAY[now.clock] ?? 0));
    case 'WAT':
      return hydroOutput(plant, now);
    case 'COL':
      return coalOutput(plant, now);
    case 'NG':
      return gasOutput(plant, now);
    case 'OIL':
      return following(0.01 * plant.capacityMw, 0, 0.7 * plant.capacityMw);
    default:
      return fixed(plant.capacityMw * (0.7 + 0.1 * drift(plant.seed, now.hour, 50)));
  }
}
