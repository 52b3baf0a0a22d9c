/** A bar as long as a share of the whole, beside words that say the same. */

import { ENERGY_SOURCES, type EnergySourceGroup, isEnergySource } from '../grid/energy-source.ts';
import { coordinate } from './svg.ts';

const WIDTH = 100;
const HEIGHT = 8;

/** `ofLargest`: the share that the bar's full length stands for. */
export const shareBar = (source: string, share: number, ofLargest: number): string =>
  groupBar(isEnergySource(source) ? ENERGY_SOURCES[source].group : 'other', share, ofLargest);

/** The same in the color of a group of sources. */
export function groupBar(group: EnergySourceGroup, share = 1, ofLargest = 1): string {
  const width = coordinate((Math.max(0, share) / ofLargest) * WIDTH);
  return (
    `<svg class="share-bar" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">` +
    `<rect width="${width}" height="${HEIGHT}" class="source-${group}"/></svg>`
  );
}
