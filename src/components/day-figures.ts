import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { hourSpan, intensity, percent, points, power, tied } from './wording.ts';

export interface Figure {
  name: string;
  value: string;
  note: string;
}

/** The pulse as a list of figures, each named in full; what the day does not know is absent. */
export function dayFigures(pulse: PulseSnapshot): Figure[] {
  const at = (instant: string) => tied(hourSpan(instant, pulse.balancingAuthority.timezone));
  const { peak, trough, eveningRamp, forecastDeviation, cleanestHour, carbonIntensity, duck } = pulse;
  const figures: (Figure | null | false)[] = [
    peak && { name: 'Peak demand', value: power(peak.demandMwh), note: at(peak.hourEnding) },
    trough && { name: 'Lowest demand', value: power(trough.demandMwh), note: at(trough.hourEnding) },
    eveningRamp && {
      name: tied(`Largest 1-hour ramp of ${eveningRamp.quantity}, 3 to 9 p.m.`),
      value: power(eveningRamp.rampMw),
      note: `into ${at(eveningRamp.hourEnding)}`,
    },
    forecastDeviation && {
      name: 'Largest miss of the day-ahead forecast',
      value: power(forecastDeviation.deviationMwh),
      note: `${percent(forecastDeviation.deviationFraction)} against the forecast, ${at(forecastDeviation.hourEnding)}`,
    },
    cleanestHour && {
      name: 'Cleanest hour',
      value: `${intensity(cleanestHour.carbonIntensityDirectKgPerMwh)} g/kWh direct`,
      note: `${intensity(cleanestHour.carbonIntensityLifecycleKgPerMwh)} lifecycle, ${at(cleanestHour.hourEnding)}`,
    },
    carbonIntensity && {
      name: 'Mean carbon intensity, generation-based',
      value: `${intensity(carbonIntensity.directKgPerMwh)} g/kWh direct`,
      note: `${intensity(carbonIntensity.lifecycleKgPerMwh)} lifecycle`,
    },
    duck.score !== null && { name: 'Duck score', value: points(duck.score), note: 'of 100' },
  ];
  return figures.filter((figure) => figure !== null && figure !== false);
}
