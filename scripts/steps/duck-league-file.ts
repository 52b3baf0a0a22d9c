import { duckLeague } from '../../src/analyses/duck-league.ts';
import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import type { Provenance } from '../../src/grid/observation.ts';
import { duckLeagueSnapshot } from '../../src/snapshots/duck-league.ts';
import { SCHEMA_VERSION } from '../../src/snapshots/envelope.ts';
import { combineHashes } from '../../src/snapshots/input-hash.ts';
import { writeSnapshot } from '../../src/snapshots/write.ts';
import { SOURCES, UNITS } from './balancing-authority-files.ts';

/** `ducks.json`: the ducks of the nation side by side. */
export function writeDuckLeague(
  snapshotDir: string,
  reports: ReadonlyMap<string, BalancingAuthorityReport>,
  provenance: Provenance,
): void {
  const league = duckLeague(reports);
  writeSnapshot(snapshotDir, 'ducks.json', duckLeagueSnapshot, {
    schemaVersion: SCHEMA_VERSION,
    provenance,
    inputHash: combineHashes([JSON.stringify(league)]),
    sources: SOURCES[provenance],
    units: UNITS,
    ...league,
  });
}
