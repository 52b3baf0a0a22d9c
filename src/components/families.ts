import type { SeriesFamily } from '../grid/observation.ts';
import type { DataAsOf } from '../snapshots/envelope.ts';

/** How pages call the families of series, and where a snapshot keeps how far each is known. */
export const FAMILIES: readonly { family: SeriesFamily; name: string; key: keyof DataAsOf }[] = [
  { family: 'demand', name: 'Demand', key: 'demand' },
  { family: 'day-ahead-demand-forecast', name: 'Day-ahead forecast', key: 'dayAheadDemandForecast' },
  { family: 'net-generation', name: 'Net generation', key: 'netGeneration' },
  { family: 'generation', name: 'Generation by source', key: 'generation' },
  { family: 'total-interchange', name: 'Total interchange', key: 'totalInterchange' },
  { family: 'interchange', name: 'Interchange by neighbor', key: 'interchange' },
];

export const familyName = (family: string): string =>
  FAMILIES.find((entry) => entry.family === family)?.name ?? family;
