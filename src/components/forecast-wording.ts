/** The words of the forecasters' report cards. */
import { formatClockHour, formatNumber, formatPower, formatPowerDifference } from '../formats/units.ts';
import { slugOf } from '../grid/balancing-authority.ts';
import type { ForecastErrorFigures } from '../snapshots/forecast-report.ts';
import { path } from './site.ts';

export const forecastPath = (code: string): string => path(`/ba/${slugOf(code)}/forecast/`);

/** `3.1%`: errors are told to a tenth, where forecasters differ. */
export const tenths = (fraction: number): string => `${formatNumber(fraction * 100, 1)}%`;

/** `+0.4%`, `−1.2%`. */
export function signedTenths(fraction: number): string {
  const text = tenths(fraction);
  return fraction > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

export const signedPower = formatPowerDifference;
export const clockHourSpan = formatClockHour;

/** Which way demand went, on average. */
export function biasSentence({
  biasMw,
  biasFraction,
}: Pick<ForecastErrorFigures, 'biasMw' | 'biasFraction'>): string {
  const share = tenths(Math.abs(biasFraction));
  if (share === '0.0%') return 'On average demand came in as forecast.';
  const side = biasMw > 0 ? 'above' : 'below';
  return `On average demand came in ${formatPower(Math.abs(biasMw))} (${share} of demand) ${side} the forecast.`;
}

/** `58% better`, `12% worse`, `no better`. */
export function skillWords(skill: number): string {
  const size = formatNumber(Math.abs(skill) * 100);
  if (size === '0') return 'no better';
  return `${size}% ${skill > 0 ? 'better' : 'worse'}`;
}
