/** An hour of the day with its value, as sentences are given it and say it. */
import type { StatementInputs } from '../../snapshots/receipt.ts';
import type { Extreme } from '../completeness.ts';
import { hourEndingOf, type Story, type Voice } from './story.ts';
import { hourSpan, power, signedPower } from './wording.ts';

export interface HourInputs extends StatementInputs {
  valueMwh: number;
  hourEnding: string;
  /** Hours of the day with exactly this value; the first is told. */
  hoursTied: number;
}

export const hourInputs = (story: Story, { value, index, hoursTied }: Extreme): HourInputs => ({
  valueMwh: value,
  hourEnding: hourEndingOf(story, index),
  hoursTied,
});

/** "26.5 gigawatts between 7 and 8 p.m."; of equal hours the first. */
export const reached = ({ valueMwh, hourEnding, hoursTied }: HourInputs, { timezone }: Voice): string =>
  `${power(valueMwh)}${hoursTied > 1 ? ', first' : ''} ${hourSpan(hourEnding, timezone)}`;

/** "Demand was lowest between 3 and 4 a.m., at 20.4 gigawatts." */
export function lowest(subject: string, inputs: HourInputs, { timezone }: Voice): string {
  const was = inputs.hoursTied > 1 ? 'first hit its low' : 'was lowest';
  return `${subject} ${was} ${hourSpan(inputs.hourEnding, timezone)}, at ${signedPower(inputs.valueMwh)}.`;
}
