import { GRADE_THRESHOLDS, LEAST_GRADED_WINDOWS } from '../../src/analyses/forecast/score.ts';
import { SCORED_DAYS } from '../../src/analyses/forecast-accuracy.ts';
import { ACTIVE_BALANCING_AUTHORITIES, displayName } from '../../src/grid/balancing-authority.ts';
import type { Provenance } from '../../src/grid/observation.ts';
import { combineHashes } from '../../src/snapshots/input-hash.ts';
import { type ScoreboardRow, scoreboardSnapshot } from '../../src/snapshots/scoreboard.ts';
import { writeSnapshot } from '../../src/snapshots/write.ts';
import { envelope } from './envelope.ts';
import type { GridReport } from './grid-reports.ts';
import type { ScoredOutlook } from './outlooks.ts';

const NO_MIX = 'no generation by energy source is known of the last ten days, so nothing is forecast';

/** The largest captured share first, then those that are not scored yet. */
const byCapturedShare = (a: ScoreboardRow, b: ScoreboardRow): number =>
  (b.windows.capturedShare ?? -Infinity) - (a.windows.capturedShare ?? -Infinity) ||
  (a.code < b.code ? -1 : 1);

/** `scoreboard.json`: the forecasts of the nation, scored. */
export function writeScoreboard(
  directory: string,
  grids: ReadonlyMap<string, GridReport>,
  scored: ReadonlyMap<string, ScoredOutlook>,
  provenance: Provenance,
): void {
  const rows: ScoreboardRow[] = [];
  const leftOut = [];
  for (const ba of ACTIVE_BALANCING_AUTHORITIES) {
    const of = scored.get(ba.code);
    const said = { code: ba.code, name: displayName(ba) };
    const generation = grids.get(ba.code)?.report.dataAsOf.generation ?? null;
    if (of && (of.outlook || of.accuracy.issues > 0))
      rows.push({ ...said, timezone: ba.timezone, dataAsOf: { generation }, ...of.accuracy });
    else leftOut.push({ ...said, why: NO_MIX });
  }
  writeSnapshot(directory, 'scoreboard.json', scoreboardSnapshot, {
    ...envelope(provenance, combineHashes(rows.map((row) => JSON.stringify(row)))),
    basis: 'generation-based',
    scope: 'direct',
    scoredDays: SCORED_DAYS,
    grades: [...GRADE_THRESHOLDS],
    leastGradedWindows: LEAST_GRADED_WINDOWS,
    rows: rows.sort(byCapturedShare),
    leftOut,
  });
}
