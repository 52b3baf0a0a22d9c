import { duckLeague } from '../../src/analyses/duck-league.ts';
import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import type { Provenance } from '../../src/grid/observation.ts';
import { duckLeagueSnapshot } from '../../src/snapshots/duck-league.ts';
import { combineHashes } from '../../src/snapshots/input-hash.ts';
import { writeSnapshot } from '../../src/snapshots/write.ts';
import { envelope } from './envelope.ts';

/** `ducks.json`: the ducks of the nation side by side. */
export function writeDuckLeague(
  snapshotDir: string,
  reports: ReadonlyMap<string, BalancingAuthorityReport>,
  provenance: Provenance,
): void {
  const league = duckLeague(reports);
  writeSnapshot(snapshotDir, 'ducks.json', duckLeagueSnapshot, {
    ...envelope(provenance, combineHashes([JSON.stringify(league)])),
    ...league,
  });
}
