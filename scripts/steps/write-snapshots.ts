import { aggregateFrame } from '../../src/analyses/aggregate-frame.ts';
import { type BalancingAuthorityReport, balancingAuthorityReport } from '../../src/analyses/report.ts';
import { SENTENCE_RULES } from '../../src/analyses/sentences/catalogue.ts';
import type { Config } from '../../src/config.ts';
import { type BalancingAuthority, findGrid, GRIDS } from '../../src/grid/balancing-authority.ts';
import { lastHourEnded } from '../../src/grid/hour.ts';
import { type HourlyFrame, trimFrame, withoutFuture } from '../../src/grid/hourly-frame.ts';
import type { Provenance } from '../../src/grid/observation.ts';
import {
  type BalancingAuthorityEntry,
  balancingAuthoritiesSnapshot,
} from '../../src/snapshots/balancing-authorities.ts';
import { type Correction, correctionsSnapshot } from '../../src/snapshots/corrections.ts';
import { SCHEMA_VERSION } from '../../src/snapshots/envelope.ts';
import { combineHashes } from '../../src/snapshots/input-hash.ts';
import { jsonSchemaOf, openApiDocument, PUBLIC_FILES } from '../../src/snapshots/json-schema.ts';
import { rulesSnapshot } from '../../src/snapshots/rules.ts';
import { statusSnapshot } from '../../src/snapshots/status.ts';
import { snapshotPath, writeFileAtomically, writeSnapshot } from '../../src/snapshots/write.ts';
import type { Store, StoredCorrection } from '../../src/store/store.ts';
import { SOURCES, UNITS, writeBalancingAuthorityFiles } from './balancing-authority-files.ts';
import { publishedProvenance } from './data-source.ts';
import { entryOf } from './directory-entry.ts';
import { writeDuckLeague } from './duck-league-file.ts';
import { hashOfCode, readHeldState, writeHeldState } from './held-state.ts';
import { count, startProgress } from './progress.ts';
import { statusOf } from './run-status.ts';
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
  if (provenance === 'synthetic' && publishedProvenance(config) === 'eia') throw new SampleOverRealError();
  const progress = startProgress('Snapshots', config.plainOutput);
  const frames = await store.readFrames(range);
  const directory = prepareBeside(config.snapshotDir);

  const entries: BalancingAuthorityEntry[] = [];
  const reports = new Map<string, BalancingAuthorityReport>();
  const testimony = { corrections: (await store.corrections()).map(published), seenAt: isoSeconds(now) };
  const corrections: Correction[] = [];
  const madeBy = `${hashOfCode()} ${provenance}`;
  for (const ba of GRIDS) {
    const reported = knownFrame(frames.get(ba.code), now);
    const frame = reported ?? sumOfMembers(ba, reports);
    const held = readHeldState(config.snapshotDir, ba.code, madeBy);
    const report = frame && balancingAuthorityReport(frame, ba, now, held.days);
    const written =
      report &&
      writeBalancingAuthorityFiles({
        snapshotDir: directory,
        publishedDir: config.snapshotDir,
        ba,
        frame,
        report,
        held,
        provenance,
        testimony,
      });
    entries.push(entryOf(ba, report, [...(written?.months.keys() ?? [])], !reported && frame !== null));
    if (report && written) {
      reports.set(ba.code, report);
      corrections.push(...written.corrections);
      writeHeldState(directory, ba.code, madeBy, { days: report.days, months: written.months });
    }
    progress.update(`${count(entries.length)} of ${count(GRIDS.length)} grids`);
  }
  writeSnapshot(directory, 'balancing-authorities.json', balancingAuthoritiesSnapshot, {
    schemaVersion: SCHEMA_VERSION,
    provenance,
    inputHash: combineHashes(entries.map((entry) => JSON.stringify(entry))),
    sources: SOURCES[provenance],
    units: UNITS,
    balancingAuthorities: entries,
  });
  writeCorrections(directory, [...testimony.corrections, ...corrections], provenance);
  writeDuckLeague(directory, reports, provenance);
  writeSnapshot(directory, 'status.json', statusSnapshot, await statusOf(store, provenance, reports, now));
  writeContract(directory);
  // Testimony first: what is published must be found in the store.
  await store.appendCorrections(corrections.map(stored));
  swapDirectory(config.snapshotDir);
  progress.done(
    `${count(reports.size)} balancing authorities with data, ${count(pulseCount(reports))} pulses`,
  );
}

/** Of a region that the source does not report itself; its members come before it. */
function sumOfMembers(
  { code, members }: BalancingAuthority,
  reports: ReadonlyMap<string, BalancingAuthorityReport>,
): HourlyFrame | null {
  const known = members.flatMap((member) => {
    const respondent = findGrid(member);
    return respondent ? [{ respondent, frame: reports.get(member)?.screened.trusted ?? null }] : [];
  });
  const sum = aggregateFrame(code, known);
  return sum && trimFrame(sum);
}

/** As far as it is known; null where no hour of it is held. */
const knownFrame = (frame: HourlyFrame | undefined, now: Date): HourlyFrame | null =>
  frame ? trimFrame(withoutFuture(frame, lastHourEnded(now))) : null;

const isoSeconds = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;

const published = ({ respondent, seenAt, ...rest }: StoredCorrection): Correction => ({
  ...rest,
  code: respondent,
  seenAt: isoSeconds(seenAt),
});

const stored = ({ code, seenAt, ...rest }: Correction): StoredCorrection => ({
  ...rest,
  respondent: code,
  seenAt: new Date(seenAt),
});

function writeCorrections(
  directory: string,
  oldestFirst: readonly Correction[],
  provenance: Provenance,
): void {
  const corrections = oldestFirst.toReversed();
  writeSnapshot(directory, 'corrections.json', correctionsSnapshot, {
    schemaVersion: SCHEMA_VERSION,
    provenance,
    inputHash: combineHashes(
      corrections.map(
        ({ code, date, seenAt, rule, was, now }) => `${code} ${date} ${seenAt} ${rule} ${was} ${now}`,
      ),
    ),
    sources: SOURCES[provenance],
    units: UNITS,
    corrections,
  });
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
