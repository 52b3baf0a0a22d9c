/**
 * The energy sources of form EIA-930, by EIA's code.
 *
 * Codes: EIA-930 reference tables of 2024-12-15. BAT, PS, OES, UES, SNB, WNB and GEO came in
 * 2024-25, each balancing authority on its own date: whoever reads goes by presence.
 */
export const ENERGY_SOURCES = {
  NUC: { name: 'Nuclear', group: 'nuclear' },
  GEO: { name: 'Geothermal', group: 'geothermal' },
  COL: { name: 'Coal', group: 'coal' },
  OIL: { name: 'Oil', group: 'oil' },
  NG: { name: 'Natural gas', group: 'gas' },
  OTH: { name: 'Other', group: 'other' },
  UNK: { name: 'Unknown', group: 'other' },
  WAT: { name: 'Hydro', group: 'hydro' },
  WND: { name: 'Wind', group: 'wind' },
  WNB: { name: 'Wind with battery', group: 'wind' },
  SUN: { name: 'Solar', group: 'solar' },
  SNB: { name: 'Solar with battery', group: 'solar' },
  BAT: { name: 'Batteries', group: 'storage' },
  PS: { name: 'Pumped storage', group: 'storage' },
  OES: { name: 'Other storage', group: 'storage' },
  UES: { name: 'Unknown storage', group: 'storage' },
} as const satisfies Record<string, { name: string; group: string }>;

export type EnergySource = keyof typeof ENERGY_SOURCES;
export type EnergySourceGroup = (typeof ENERGY_SOURCES)[EnergySource]['group'];

/** In the order in which a stack is drawn, from the bottom. */
export const ENERGY_SOURCE_CODES = Object.keys(ENERGY_SOURCES) as EnergySource[];

export function isEnergySource(code: string): code is EnergySource {
  return Object.hasOwn(ENERGY_SOURCES, code);
}

/** As people say it; a code that EIA has brought in since names itself. */
export const sourceName = (code: string): string => (isEnergySource(code) ? ENERGY_SOURCES[code].name : code);

/** Storage moves energy in time; its net generation is negative while it charges. */
export function isStorage(source: EnergySource): boolean {
  return ENERGY_SOURCES[source].group === 'storage';
}

export const SOLAR_SOURCES: readonly EnergySource[] = ['SUN', 'SNB'];
export const WIND_SOURCES: readonly EnergySource[] = ['WND', 'WNB'];
