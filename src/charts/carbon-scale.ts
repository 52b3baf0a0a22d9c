/** The one scale by which places are coloured: carbon intensity in steps of 100 g/kWh, darker (in dark mode brighter) for more. */

import { formatNumber } from '../formats/units.ts';

const STEP_KG_PER_MWH = 100;
const HIGHEST_STEP = 6;

export interface CarbonStep {
  /** Of src/styles/map.css. */
  className: string;
  /** Where the step begins, in g/kWh. */
  from: string;
}

const wordsOf = (step: number): string =>
  `${formatNumber(step * STEP_KG_PER_MWH)}${step === HIGHEST_STEP ? '+' : ''}`;

export const CARBON_STEPS: readonly CarbonStep[] = Array.from({ length: HIGHEST_STEP + 1 }, (_, step) => ({
  className: `step-${step}`,
  from: wordsOf(step),
}));

/** The class of an intensity in kg/MWh = g/kWh. */
export function carbonStepClass(kgPerMwh: number | null | undefined): string {
  if (kgPerMwh === null || kgPerMwh === undefined) return 'step-none';
  const step = Math.max(0, Math.floor(Math.round(kgPerMwh) / STEP_KG_PER_MWH));
  return (CARBON_STEPS[Math.min(step, HIGHEST_STEP)] as CarbonStep).className;
}
