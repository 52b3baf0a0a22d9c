/** The rows of a comparison: what each grid's latest pulse says of one thing. */

import { generationShares } from '../formats/generation-shares.ts';
import { formatClock, formatWeekdayDate } from '../formats/units.ts';
import { sourceName } from '../grid/energy-source.ts';
import { isoToHour, localHourOfDay } from '../grid/hour.ts';
import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { intensityWords, powerWords } from './quantity.ts';
import type { Settings } from './settings.ts';

export interface CompareRow {
  name: string;
  cell: (pulse: PulseSnapshot) => string;
}

const NOT_KNOWN = '–';
const LARGEST_SOURCES = 3;

/** The hour that ends at an instant, by its start: `5 p.m.`. */
const clock = (hourEnding: string, timezone: string): string =>
  formatClock(localHourOfDay(isoToHour(hourEnding), timezone)).replace(' ', '\u00a0');

const percent = (fraction: number): string =>
  `${fraction < 0 ? '\u2212' : ''}${Math.round(Math.abs(fraction) * 100)}%`;

function sources(pulse: PulseSnapshot): string {
  const named = generationShares(pulse)
    .slice(0, LARGEST_SOURCES)
    .map(({ source, share }, i) => {
      const name = sourceName(source);
      return `${i === 0 ? name : name.toLowerCase()} ${percent(share)}`;
    });
  return named.join(', ') || NOT_KNOWN;
}

const day = ({ date, status }: PulseSnapshot): string =>
  status === 'final' ? formatWeekdayDate(date) : `${formatWeekdayDate(date)}, ${status}`;

export function compareRows({ power, intensity }: Settings): CompareRow[] {
  const at = (mw: number, hourEnding: string, { balancingAuthority }: PulseSnapshot) =>
    `${powerWords(mw, power)}, ${clock(hourEnding, balancingAuthority.timezone)}`;
  return [
    { name: 'Day', cell: day },
    {
      name: 'Highest demand',
      cell: (pulse) => (pulse.peak ? at(pulse.peak.demandMwh, pulse.peak.hourEnding, pulse) : NOT_KNOWN),
    },
    {
      name: 'Lowest demand',
      cell: (pulse) =>
        pulse.trough ? at(pulse.trough.demandMwh, pulse.trough.hourEnding, pulse) : NOT_KNOWN,
    },
    {
      name: 'Steepest evening hour',
      cell: ({ eveningRamp }) =>
        eveningRamp ? `${powerWords(eveningRamp.rampMw, power)} of ${eveningRamp.quantity}` : NOT_KNOWN,
    },
    {
      name: 'Carbon intensity, direct',
      cell: ({ carbonIntensity }) =>
        carbonIntensity?.directKgPerMwh == null
          ? NOT_KNOWN
          : intensityWords(carbonIntensity.directKgPerMwh, intensity),
    },
    {
      name: 'Carbon intensity, lifecycle',
      cell: ({ carbonIntensity }) =>
        carbonIntensity?.lifecycleKgPerMwh == null
          ? NOT_KNOWN
          : intensityWords(carbonIntensity.lifecycleKgPerMwh, intensity),
    },
    {
      name: 'Cleanest hour, direct',
      cell: ({ cleanestHour, balancingAuthority: { timezone } }) =>
        cleanestHour
          ? `${intensityWords(cleanestHour.carbonIntensityDirectKgPerMwh, intensity)}, ${clock(cleanestHour.hourEnding, timezone)}`
          : NOT_KNOWN,
    },
    { name: 'Largest sources', cell: sources },
    { name: 'Duck score', cell: ({ duck }) => (duck?.score == null ? NOT_KNOWN : duck.score.toFixed(1)) },
  ];
}
