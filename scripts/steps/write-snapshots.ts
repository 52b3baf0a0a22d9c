import { tracedConsumption } from '../../src/analyses/consumption.ts';
import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import { SENTENCE_RULES } from '../../src/analyses/sentences/catalogue.ts';
import type { Config } from '../../src/config.ts';
import { GRIDS } from '../../src/grid/balancing-authority.ts';
import { isoSeconds } from '../../src/grid/hour.ts';
import {
  type BalancingAuthorityEntry,
  balancingAuthoritiesSnapshot,
} from '../../src/snapshots/balancing-authorities.ts';
import type { Correction } from '../../src/snapshots/corrections.ts';
import { SCHEMA_VERSION } from '../../src/snapshots/envelope.ts';
import { combineHashes } from '../../src/snapshots/input-hash.ts';
import { jsonSchemaOf, openApiDocument, PUBLIC_FILES } from '../../src/snapshots/json-schema.ts';
import { publishedStatus } from '../../src/snapshots/read.ts';
import { rulesSnapshot } from '../../src/snapshots/rules.ts';
import { statusSnapshot } from '../../src/snapshots/status.ts';
import { snapshotPath, writeFileAtomically, writeSnapshot } from '../../src/snapshots/write.ts';
import type { Store } from '../../src/store/store.ts';
import { writeBadge } from './badge-file.ts';
import { writeBalancingAuthorityFiles } from './balancing-authority-files.ts';
import { carryArchive } from './carry-archive.ts';
import { asPublished, asStored, writeCorrections } from './correction-file.ts';
import { writeDays } from './days-file.ts';
import { entryOf } from './directory-entry.ts';
import { writeDuckLeague } from './duck-league-file.ts';
import { envelope } from './envelope.ts';
import { lateRevisions, writeForecastReports } from './forecast-report-files.ts';
import { type GridReport, gridReports, publishedState } from './grid-reports.ts';
import { snapshotsMadeBy, writeHeldState } from './held-state.ts';
import { outlooks } from './outlooks.ts';
import { count, startProgress } from './progress.ts';
import { statusOf } from './run-status.ts';
import { writeScoreboard } from './scoreboard-file.ts';
import { prepareBeside, swapDirectory } from './swap-directory.ts';

/** There is nothing to show yet. */
export class StoreEmptyError extends Error {
  override name = 'StoreEmptyError';
}

/** Invented numbers were about to take the place of real ones. */
export class SampleOverRealError extends Error {
  override name = 'SampleOverRealError';

  constructor() {
    super(
      'The store holds invented numbers and the published snapshots are real, so snapshots and site were left as they are. ' +
        'Name another GRIDPULSE_SNAPSHOT_DIR and GRIDPULSE_SITE_DIR to see the invented ones.',
    );
  }
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
  const published = publishedStatus(config.snapshotDir)?.provenance;
  if (provenance === 'synthetic' && published === 'eia') throw new SampleOverRealError();
  const progress = startProgress('Snapshots', config.plainOutput);
  const frames = await store.readFrames(range);
  const directory = prepareBeside(config.snapshotDir);

  const testimony = { corrections: (await store.corrections()).map(asPublished), seenAt: isoSeconds(now) };
  const madeBy = snapshotsMadeBy(provenance);
  const grids = new Map<string, GridReport>();
  for (const grid of gridReports(frames, now, publishedState(config.snapshotDir, madeBy))) {
    grids.set(grid.ba.code, grid);
    progress.update(`${count(grids.size)} grids computed`);
  }
  const reports = new Map([...grids].map(([code, { report }]) => [code, report] as const));
  const consumptionOf = tracedConsumption(reports);
  const scored = await outlooks(store, grids, now);
  const corrections: Correction[] = [];
  const entries = GRIDS.map((ba): BalancingAuthorityEntry => {
    const grid = grids.get(ba.code);
    if (!grid) return entryOf(ba, null, [], false);
    const written = writeBalancingAuthorityFiles({
      ...grid,
      snapshotDir: directory,
      publishedDir: config.snapshotDir,
      consumption: consumptionOf(ba.code),
      scored: scored.get(ba.code) ?? null,
      provenance,
      testimony,
    });
    writeHeldState(directory, ba.code, madeBy, { days: grid.report.days, months: written.months });
    const archive = carryArchive(
      { ...grid, snapshotDir: directory, publishedDir: config.snapshotDir, now },
      written,
    );
    writeDays({ ...grid, snapshotDir: directory, publishedDir: config.snapshotDir, provenance }, archive);
    corrections.push(...archive.corrections);
    const entry = entryOf(
      ba,
      grid.report,
      [...archive.months, ...written.months.keys()],
      grid.isSumOfMembers,
    );
    return { ...entry, pulseDates: [...archive.pulseDates, ...entry.pulseDates] };
  });
  writeSnapshot(directory, 'balancing-authorities.json', balancingAuthoritiesSnapshot, {
    ...envelope(provenance, combineHashes(entries.map((entry) => JSON.stringify(entry)))),
    balancingAuthorities: entries,
  });
  writeCorrections(directory, [...testimony.corrections, ...corrections], provenance);
  writeDuckLeague(directory, reports, provenance);
  const revisedDemandHours = await lateRevisions(store, range);
  writeForecastReports({ directory, grids, revisedDemandHours, provenance, now });
  writeScoreboard(directory, grids, scored, provenance);
  const status = await statusOf(store, provenance, reports, now);
  writeBadge(directory, writeSnapshot(directory, 'status.json', statusSnapshot, status));
  writeContract(directory);
  // Testimony first: what is published must be found in the store.
  await store.appendCorrections(corrections.map(asStored));
  swapDirectory(config.snapshotDir);
  progress.done(`${count(reports.size)} grids with data, ${count(pulseCount(reports))} pulses`);
}

/** The rules, JSON Schema of every file, and an OpenAPI document. */
function writeContract(directory: string): void {
  writeSnapshot(directory, 'rules.json', rulesSnapshot, {
    schemaVersion: SCHEMA_VERSION,
    sentences: SENTENCE_RULES.map(({ name, threshold, facts, headline, bullet }) => ({
      name,
      threshold,
      tells: [...facts],
      makes: [...(headline ? (['headline'] as const) : []), ...(bullet ? (['bullet'] as const) : [])],
    })),
  });
  for (const name of Object.keys(PUBLIC_FILES) as (keyof typeof PUBLIC_FILES)[]) {
    const text = `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`;
    writeFileAtomically(snapshotPath(directory, `schema/${name}.json`), text);
  }
  const openApi = `${JSON.stringify(openApiDocument(), null, 2)}\n`;
  writeFileAtomically(snapshotPath(directory, 'openapi.json'), openApi);
}

const pulseCount = (reports: Map<string, BalancingAuthorityReport>) =>
  [...reports.values()].reduce((sum, report) => sum + report.days.size, 0);
