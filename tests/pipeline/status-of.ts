import type { StatusSnapshot } from '../../src/snapshots/status.ts';

/** What a site says of itself of which nothing more is known. */
export const statusOf = (provenance: StatusSnapshot['provenance']): StatusSnapshot => ({
  schemaVersion: 1,
  provenance,
  builtAt: '2026-06-15T19:00:00Z',
  dataSource: 'eia-api',
  runs: [],
  quarantine: { total: 0, byReason: [], recent: [] },
  revisedDays: [],
  flaggedHours: [],
  seriesNotReported: [],
  balancingAuthorities: [],
});
