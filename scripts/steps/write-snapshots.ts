import { type BalancingAuthorityReport, balancingAuthorityReport } from '../../src/analyses/report.ts';
import type { Config } from '../../src/config.ts';
import { BALANCING_AUTHORITIES, type BalancingAuthority } from '../../src/grid/balancing-authority.ts';
import { lastHourEnded } from '../../src/grid/hour.ts';
import { type HourlyFrame, trimFrame, withoutFuture } from '../../src/grid/hourly-frame.ts';
import type { Provenance } from '../../src/grid/observation.ts';
import {
  type BalancingAuthorityEntry,
  balancingAuthoritiesSnapshot,
} from '../../src/snapshots/balancing-authorities.ts';
import { SCHEMA_VERSION } from '../../src/snapshots/envelope.ts';
import { combineHashes } from '../../src/snapshots/input-hash.ts';
import { jsonSchemaOf, openApiDocument, PUBLIC_FILES } from '../../src/snapshots/json-schema.ts';
import { statusSnapshot } from '../../src/snapshots/status.ts';
import { snapshotPath, writeFileAtomically, writeSnapshot } from '../../src/snapshots/write.ts';
import type { Store } from '../../src/store/store.ts';
import { SOURCES, UNITS, writeBalancingAuthorityFiles } from './balancing-authority-files.ts';
import { entryOf } from './directory-entry.ts';
import { count, startProgress } from './progress.ts';
import { statusOf } from './run-status.ts';
import { prepareBeside, swapDirectory } from './swap-directory.ts';

/** There is nothing to show yet. */
export class StoreEmptyError extends Error {
  override name = 'StoreEmptyError';
}

/** Computes every snapshot from the stored observations, beside the published ones, and swaps them in whole. */
export async function writeSnapshots(store: Store, config: Config, now: Date): Promise<void> {
  const range = await store.readObservedRange();
  const provenance = await store.provenance();
  if (!range || !provenance) {
    throw new StoreEmptyError(
      'The store holds no observations, so no snapshots were made. Run "npm run ingest" first.',
    );
  }
  const progress = startProgress('Snapshots', config.plainOutput);
  const frames = await store.readFrames(range);
  const directory = prepareBeside(config.snapshotDir);

  const entries: BalancingAuthorityEntry[] = [];
  const reports = new Map<string, BalancingAuthorityReport>();
  for (const ba of BALANCING_AUTHORITIES) {
    const report = writeReport(directory, ba, frames.get(ba.code), provenance, now, entries);
    if (report) reports.set(ba.code, report);
    progress.update(
      `${count(entries.length)} of ${count(BALANCING_AUTHORITIES.length)} balancing authorities`,
    );
  }
  writeSnapshot(directory, 'balancing-authorities.json', balancingAuthoritiesSnapshot, {
    schemaVersion: SCHEMA_VERSION,
    provenance,
    inputHash: combineHashes(entries.map((entry) => JSON.stringify(entry))),
    sources: SOURCES[provenance],
    units: UNITS,
    balancingAuthorities: entries,
  });
  writeSnapshot(directory, 'status.json', statusSnapshot, await statusOf(store, provenance, reports, now));
  writeContract(directory);
  swapDirectory(config.snapshotDir);
  progress.done(
    `${count(reports.size)} balancing authorities with data, ${count(pulseCount(reports))} pulses`,
  );
}

/** The files of one balancing authority; null where no hour of it is held. */
function writeReport(
  directory: string,
  ba: BalancingAuthority,
  wholeFrame: HourlyFrame | undefined,
  provenance: Provenance,
  now: Date,
  entries: BalancingAuthorityEntry[],
): BalancingAuthorityReport | null {
  const frame = wholeFrame && trimFrame(withoutFuture(wholeFrame, lastHourEnded(now)));
  if (!frame) {
    entries.push(entryOf(ba, null, []));
    return null;
  }
  const report = balancingAuthorityReport(frame, ba, now);
  const { hourlyMonths } = writeBalancingAuthorityFiles(directory, ba, frame, report, provenance);
  entries.push(entryOf(ba, report, hourlyMonths));
  return report;
}

/** JSON Schema of every file, and an OpenAPI document. */
function writeContract(directory: string): void {
  for (const name of Object.keys(PUBLIC_FILES) as (keyof typeof PUBLIC_FILES)[]) {
    const text = `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`;
    writeFileAtomically(snapshotPath(directory, `schema/${name}.json`), text);
  }
  const openApi = `${JSON.stringify(openApiDocument(), null, 2)}\n`;
  writeFileAtomically(snapshotPath(directory, 'openapi.json'), openApi);
}

const pulseCount = (reports: Map<string, BalancingAuthorityReport>) =>
  [...reports.values()].reduce((sum, report) => sum + report.pulses.length, 0);
