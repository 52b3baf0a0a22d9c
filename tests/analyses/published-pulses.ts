/** The pulses of a frame as they would be published: validated, rounded, hashed; and what verifies them. */

import { dayPulse } from '../../src/analyses/pulse.ts';
import { pulseStories } from '../../src/analyses/pulse-stories.ts';
import { pulseVerdicts } from '../../src/analyses/receipt-check.ts';
import { contextOfScreened } from '../../src/analyses/report-context.ts';
import { screen } from '../../src/analyses/screening.ts';
import { findGrid } from '../../src/grid/balancing-authority.ts';
import type { LocalDate } from '../../src/grid/hour.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import { type PulseSnapshot, pulseSnapshot } from '../../src/snapshots/pulse.ts';
import { rowsHasher } from '../../src/snapshots/receipt.ts';

const END_OF_TIME = new Date(8.64e15);

const ENVELOPE = {
  schemaVersion: 1 as const,
  provenance: 'synthetic' as const,
  inputHash: '0123456789abcdef',
  sources: [],
  units: {},
  dataAsOf: {
    demand: null,
    dayAheadDemandForecast: null,
    netGeneration: null,
    totalInterchange: null,
    generation: null,
    interchange: null,
  },
};

export interface PublishedPulses {
  pulses: PulseSnapshot[];
  /** Sentences that do not re-derive from the rows, each with its objections; none where all hold. */
  objectionsTo(pulse: PulseSnapshot): string[];
}

export function gridOf(code: string) {
  const grid = findGrid(code);
  if (!grid) throw new Error(`no grid ${code}`);
  return grid;
}

/** All days of the frame, oldest first, or those that `isWanted`. */
export function publishedPulses(
  frame: HourlyFrame,
  isWanted: (date: LocalDate) => boolean = () => true,
): PublishedPulses {
  const grid = gridOf(frame.respondent);
  const context = contextOfScreened(screen(frame, grid), grid, END_OF_TIME);
  const { stories } = pulseStories(context);
  const hashOf = rowsHasher({ ...context.screened, timezone: grid.timezone });
  const pulses = [...stories]
    .filter(([date]) => isWanted(date))
    .map(([, day]) => {
      const { receipt, ...pulse } = dayPulse(context, day);
      return pulseSnapshot.parse({
        ...ENVELOPE,
        ...pulse,
        balancingAuthority: { code: grid.code, name: grid.name, timezone: grid.timezone },
        receipt: receipt.map(({ rows, ...told }) => ({ ...told, rows: { ...rows, hash: hashOf(rows) } })),
        updates: [],
      });
    });
  const objectionsTo = (pulse: PulseSnapshot) => {
    const day = stories.get(pulse.date);
    if (!day) return ['the rows hold nothing of this day'];
    return pulseVerdicts(pulse, day.story, hashOf)
      .filter(({ objections }) => objections.length > 0)
      .map(({ text, objections }) => `${text} (${objections.join('; ')})`);
  };
  return { pulses, objectionsTo };
}
