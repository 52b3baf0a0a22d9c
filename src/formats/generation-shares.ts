import type { PulseSnapshot } from '../snapshots/pulse.ts';

/**
 * Each source's share of a day's generation, from its energy: a snapshot's shares are rounded already, and a
 * page that rounded them once more would at times differ by a percent from the sentence beside it.
 */
export function generationShares({
  generationShares: sources,
}: Pick<PulseSnapshot, 'generationShares'>): { source: string; share: number; energyMwh: number }[] {
  const totalMwh = sources.reduce((sum, { energyMwh }) => sum + energyMwh, 0);
  return sources.map(({ source, energyMwh }) => ({ source, energyMwh, share: energyMwh / totalMwh }));
}
