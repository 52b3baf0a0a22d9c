/**
 * How large each balancing authority of the synthetic grid is: mean demand and capacity by energy
 * source, in MW. Invented to the order of magnitude; nothing is measured and nobody should cite it.
 * A balancing authority without demand only generates.
 */

import { ACTIVE_BALANCING_AUTHORITIES, type BalancingAuthority } from '../../grid/balancing-authority.ts';
import type { EnergySource } from '../../grid/energy-source.ts';
import { seedOf } from './noise.ts';

const SIZES: Record<string, string> = {
  AECI: '2600 COL 2400 NG 1900 WND 700 WAT 60',
  AVA: '1400 WAT 1300 NG 600 WND 200 SUN 20 OTH 80',
  AVRN: '0 WND 2200 SUN 400 NG 100',
  AZPS: '3900 NUC 1150 COL 1300 NG 3600 SUN 1600 WND 300 OIL 20 BAT 900',
  BANC: '2000 NG 1500 WAT 1100 SUN 250 OTH 20',
  BHBA: '850 COL 420 NG 500 WND 250 SUN 60',
  BPAT: '6100 WAT 16000 NUC 1150 NG 900 WND 2600 SUN 100 OTH 220',
  CHPD: '220 WAT 1800',
  CISO: '25000 SUN 20500 NG 24000 WND 6600 WAT 5200 NUC 2250 GEO 850 OTH 450 OIL 90 BAT 9000',
  CPLE: '7000 NUC 3650 NG 5600 COL 2600 SUN 2400 WAT 130 OTH 200 OIL 150',
  CPLW: '550 NG 650 COL 250 WAT 60 SUN 20',
  DEAA: '0 NG 1200',
  DOPD: '210 WAT 800',
  DUK: '11500 NUC 7400 COL 5600 NG 5200 SUN 900 WAT 900 OTH 30 PS 1900',
  EPE: '1000 NG 1500 SUN 130',
  ERCO: '51000 NG 54000 COL 13000 WND 37000 SUN 24000 NUC 5100 WAT 300 OTH 300 BAT 6500',
  FMPP: '2200 NG 2400 COL 700 SUN 250 NUC 130 OTH 30 OIL 20',
  FPC: '5800 NG 7800 COL 1200 SUN 1500 OTH 100 OIL 40',
  FPL: '15500 NG 20500 NUC 3700 SUN 5200 OTH 900 OIL 60 BAT 400',
  GCPD: '750 WAT 2000 SUN 20',
  GRID: '0 NG 1100 SUN 250 WND 300',
  GVL: '230 NG 330 COL 90 OTH 90',
  GWA: '0 WND 190',
  HST: '70',
  IID: '480 NG 500 GEO 500 SUN 450 WAT 60 BAT 60',
  IPCO: '2000 WAT 1500 NG 800 WND 750 SUN 400 OTH 60 BAT 120',
  ISNE: '13000 NG 15500 NUC 3350 WAT 1600 WND 1500 SUN 1000 OTH 700 OIL 1500 COL 400 BAT 150',
  JEA: '1450 NG 1500 COL 700 SUN 60 OIL 20 OTH 10',
  LDWP: '2900 NG 3400 SUN 1400 WAT 300 WND 400 COL 900 GEO 150 PS 700',
  LGEE: '3900 COL 4800 NG 2000 WAT 90 SUN 30',
  MISO: '74000 COL 42000 NG 52000 NUC 11500 WND 30000 SUN 12000 WAT 2200 OTH 900 OIL 400',
  NEVP: '4500 NG 5600 SUN 3400 COL 450 GEO 500 WND 150 WAT 20 OIL 10 BAT 1400',
  NWMT: '1400 COL 1500 WAT 600 WND 900 NG 250 SUN 130 OIL 10',
  NYIS: '17000 NG 18500 NUC 3300 WAT 4400 WND 2300 SUN 500 OTH 350 OIL 1800',
  PACE: '6100 COL 5400 NG 2700 WND 3300 SUN 2000 WAT 280 GEO 30 OTH 80',
  PACW: '2400 WAT 700 NG 550 WND 900 SUN 450 OTH 60',
  PGE: '2400 NG 1700 WND 700 WAT 300 SUN 100 COL 250 BAT 250',
  PJM: '90000 NG 68000 COL 34000 NUC 32500 WND 11000 SUN 11500 WAT 2600 OTH 900 OIL 800 BAT 250',
  PNM: '1600 COL 500 NG 1000 WND 1100 SUN 800 NUC 250 BAT 350',
  PSCO: '5200 COL 2600 NG 4300 WND 4200 SUN 1100 WAT 200 OIL 20 PS 300',
  PSEI: '3200 NG 1900 WND 800 WAT 500 COL 500 SUN 10 OIL 20',
  SC: '2900 COL 2600 NG 1400 SUN 250 WAT 150 NUC 320 OIL 10',
  SCEG: '2700 NUC 650 NG 2200 COL 1000 SUN 900 WAT 250 PS 500',
  SCL: '1100 WAT 1900',
  SEC: '1100 NG 1100 COL 700 SUN 120',
  SEPA: '0 WAT 350',
  SIKE: '0 COL 230',
  SOCO: '28500 NG 23500 COL 9500 NUC 8000 SUN 4200 WAT 2800 OTH 500 OIL 50 PS 900',
  SPA: '70 WAT 2000 OTH 20',
  SRP: '4100 NUC 1900 COL 1500 NG 4300 SUN 1400 WND 250 WAT 150 BAT 1100',
  SWPP: '32500 WND 33000 COL 19000 NG 22000 NUC 1950 WAT 2000 SUN 900 OTH 100 OIL 100',
  SWPW: '3300 COL 3200 WAT 1500 WND 1300 NG 600 SUN 300',
  TAL: '320 NG 500 SUN 60',
  TEC: '2500 NG 3300 COL 400 SUN 1200 OTH 20 BAT 60',
  TEPC: '1500 NG 1500 COL 700 SUN 600 WND 300 BAT 200',
  TIDC: '320 NG 350 WAT 120 SUN 60',
  TPWR: '560 WAT 700',
  TVA: '18500 NUC 7900 NG 11500 COL 5500 WAT 3700 SUN 1400 WND 40 OTH 60 OIL 30 PS 1600',
  WALC: '900 WAT 1800 NG 900 SUN 350 WND 350',
  YAD: '0 WAT 220',
};

/** A balancing authority that EIA adds before this table knows it. */
const UNKNOWN_SIZE = '500 NG 700 SUN 100';

export interface Plant {
  source: EnergySource;
  capacityMw: number;
  seed: number;
}

export interface SyntheticAuthority {
  authority: BalancingAuthority;
  seed: number;
  /** Weather is shared within EIA's region. */
  cloudSeed: number;
  windSeed: number;
  heatSeed: number;
  forecastSeed: number;
  meanDemandMw: number;
  /** Demand or generating capacity at its mean, the larger: what ties are scaled by. */
  sizeMw: number;
  plants: Plant[];
}

/** Every active balancing authority, in the order of its code. */
export function syntheticAuthorities(seed: number): SyntheticAuthority[] {
  return [...ACTIVE_BALANCING_AUTHORITIES]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((authority) => syntheticAuthority(authority, seed));
}

function syntheticAuthority(authority: BalancingAuthority, seed: number): SyntheticAuthority {
  const [demand, ...capacities] = (SIZES[authority.code] ?? UNKNOWN_SIZE).split(' ');
  const own = seedOf(seed, authority.code);
  const plants: Plant[] = [];
  for (let i = 0; i < capacities.length; i += 2) {
    const source = capacities[i] as EnergySource;
    plants.push({ source, capacityMw: Number(capacities[i + 1]), seed: seedOf(own, source) });
  }
  const capacityMw = plants.reduce((sum, plant) => sum + plant.capacityMw, 0);
  return {
    authority,
    seed: own,
    cloudSeed: seedOf(seed, `cloud ${authority.region}`),
    windSeed: seedOf(seed, `wind ${authority.region}`),
    heatSeed: seedOf(seed, `heat ${authority.region}`),
    forecastSeed: seedOf(own, 'forecast'),
    meanDemandMw: Number(demand),
    sizeMw: Math.max(Number(demand), capacityMw / 2),
    plants,
  };
}
