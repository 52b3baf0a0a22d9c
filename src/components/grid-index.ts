import { displayName } from '../grid/balancing-authority.ts';
import { STATE_NAMES, serviceAreaOf } from '../grid/service-area.ts';
import type { IndexedGrid } from '../islands/grid-index.ts';
import type { BalancingAuthorityEntry } from '../snapshots/balancing-authorities.ts';
import { baPath, respondentName } from './site.ts';

function noteOf({ active, generationOnly, kind, successors }: BalancingAuthorityEntry): string | null {
  if (!active)
    return `retired${successors.length ? `, now ${successors.map(respondentName).join(' and ')}` : ''}`;
  if (generationOnly) return 'generation only';
  if (kind === 'region') return 'a region of several grids';
  return kind === 'nation' ? 'all grids together' : null;
}

/** What the search of the browser knows of a grid. */
export function indexedGrid(ba: BalancingAuthorityEntry): IndexedGrid {
  const area = serviceAreaOf(ba.code);
  return {
    code: ba.code,
    name: displayName(ba),
    legalName: ba.name,
    href: baPath(ba.code),
    timezone: ba.timezone,
    states: (area?.states ?? []).flatMap((state) => [state, STATE_NAMES[state] ?? state]),
    cities: (area?.cities ?? []).map(({ name, state, latitude, longitude }) => ({
      name: `${name}, ${state}`,
      latitude,
      longitude,
    })),
    note: noteOf(ba),
    hasPulse: ba.pulseDates.length > 0,
  };
}
