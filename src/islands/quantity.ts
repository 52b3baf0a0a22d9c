/** Figures in the units that a reader prefers, worded as the pages word them. */

import type { Settings } from './settings.ts';

const MW_PER_GW = 1000;
/** 1 kg = 2.20462 lb; 1 g/kWh is 1 kg/MWh. */
const POUNDS_PER_KG = 2.204_622_6;
const MINUS = '\u2212';

function number(value: number, decimals: number): string {
  const digits = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return value < 0 && /[1-9]/.test(digits) ? `${MINUS}${digits}` : digits;
}

type PowerUnit = Settings['power'];

export function powerWords(mw: number, unit: PowerUnit): string {
  const size = Math.abs(mw);
  if (unit === 'GW' || (unit === 'auto' && Math.round(size) >= MW_PER_GW)) {
    return `${number(mw / MW_PER_GW, Math.round(size) < MW_PER_GW ? 3 : 1)} GW`;
  }
  return `${number(mw, size > 0 && size < 9.95 ? 1 : 0)} MW`;
}

export const intensityWords = (kgPerMwh: number, unit: Settings['intensity']): string =>
  `${intensityFigure(kgPerMwh, unit)} ${unit}`;

export const intensityFigure = (kgPerMwh: number, unit: Settings['intensity']): string =>
  number(unit === 'lb/MWh' ? kgPerMwh * POUNDS_PER_KG : kgPerMwh, 0);
