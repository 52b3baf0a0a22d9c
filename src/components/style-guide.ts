/** What the style guide shows beside the components themselves: the values behind them, and days in every state. */

import { displayName } from '../grid/balancing-authority.ts';
import { ENERGY_SOURCES } from '../grid/energy-source.ts';
import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { balancingAuthorities, snapshots } from './site.ts';

export const COLORS = [
  'paper',
  'ink',
  'mute',
  'rule',
  'rule-strong',
  'accent',
  'tint',
  'good',
  'warn',
  'bad',
];

/** Each group once, by the name of its first source. */
export const SOURCE_GROUPS = Object.values(ENERGY_SOURCES).filter(
  ({ group }, i, all) => all.findIndex((other) => other.group === group) === i,
);

/** The grid with the most sources in its latest day shows most of a chart. */
export function exampleDay(): PulseSnapshot | null {
  const days = balancingAuthorities().balancingAuthorities.flatMap(({ code, kind, pulseDates }) => {
    const date = pulseDates.at(-1);
    return kind === 'balancing-authority' && date ? [snapshots.readPulse(code, date)] : [];
  });
  return (
    days
      .filter(({ peak }) => peak !== null)
      .sort((a, b) => b.generationShares.length - a.generationShares.length)[0] ?? null
  );
}

const FIRST_MISSING = 9;
const LAST_MISSING = 12;

/** The same day as if four of its hours had not been reported: for the style guide only. */
export function withGap(pulse: PulseSnapshot): PulseSnapshot {
  const gapped = <T>(values: readonly (T | null)[]) =>
    values.map((value, i) => (i >= FIRST_MISSING && i <= LAST_MISSING ? null : value));
  const { hours } = pulse;
  return {
    ...pulse,
    status: 'incomplete',
    statusReason: '4 of 24 hours are missing.',
    peak: null,
    trough: null,
    headline: `${displayName({ code: pulse.balancingAuthority.code, name: pulse.balancingAuthority.name })} data are incomplete: 4 of 24 hours are missing`,
    hours: {
      ...hours,
      demandMwh: gapped(hours.demandMwh),
      generationMwh: Object.fromEntries(
        Object.entries(hours.generationMwh).map(([source, values]) => [source, gapped(values)]),
      ),
      carbonIntensityDirectKgPerMwh: gapped(hours.carbonIntensityDirectKgPerMwh),
    },
  };
}
