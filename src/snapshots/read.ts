import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { slugOf } from '../grid/balancing-authority.ts';
import { type BalancingAuthoritiesSnapshot, balancingAuthoritiesSnapshot } from './balancing-authorities.ts';
import { type CarbonSnapshot, carbonSnapshot } from './carbon.ts';
import { type ChangesSnapshot, changesSnapshot } from './changes.ts';
import { type CleanWindowsSnapshot, cleanWindowsSnapshot } from './clean-windows.ts';
import { type CorrectionsSnapshot, correctionsSnapshot } from './corrections.ts';
import { type DaysSnapshot, daysSnapshot } from './days.ts';
import { type DuckDaySnapshot, duckDaySnapshot } from './duck-day.ts';
import { type DuckLeagueSnapshot, duckLeagueSnapshot } from './duck-league.ts';
import { type DucksSnapshot, ducksSnapshot } from './ducks.ts';
import {
  type ForecastLeagueSnapshot,
  type ForecastReportSnapshot,
  forecastLeagueSnapshot,
  forecastReportSnapshot,
} from './forecast-report.ts';
import { type FreshnessSnapshot, freshnessSnapshot } from './freshness.ts';
import {
  type DuckCurve,
  duckCurve,
  type PulseSnapshot,
  type PulseWords,
  pulseSnapshot,
  pulseWords,
} from './pulse.ts';
import { type RulesSnapshot, rulesSnapshot } from './rules.ts';
import { type ScoreboardSnapshot, scoreboardSnapshot } from './scoreboard.ts';
import { type StatusSnapshot, statusSnapshot } from './status.ts';
import { snapshotPath } from './write.ts';

/** A snapshot is missing or is not what its schema says. */
export class SnapshotUnreadableError extends Error {
  override name = 'SnapshotUnreadableError';
}

/** Snapshots of which every day has its own. */
export type DayKind = 'pulse' | 'ducks';

const DATED = /^(\d{4}-\d{2}(?:-\d{2})?)\.json$/;

/** The days (or months) of which a folder of the contract holds a file, oldest first: `ciso/pulse`. */
export function datedFiles(snapshotDir: string, folder: string): string[] {
  const directory = snapshotPath(snapshotDir, folder);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .flatMap((name) => DATED.exec(name)?.[1] ?? [])
    .sort();
}

/** Pages of one grid, and of one day, follow each other and read the same few. */
const KEPT_IN_MEMORY = 64;

/** The snapshots below one directory. What is optional per balancing authority is null where it has no data. */
export function openSnapshots(snapshotDir: string) {
  const kept = new Map<string, unknown>();
  const keep = (file: string, snapshot: unknown): void => {
    kept.set(file, snapshot);
    if (kept.size > KEPT_IN_MEMORY) kept.delete(kept.keys().next().value as string);
  };
  const soundFiles = new Set<string>();
  const read = <S extends z.ZodType>(file: string, schema: S): z.output<S> => {
    if (kept.has(file)) return kept.get(file) as z.output<S>;
    const snapshot = parse(file, schema);
    keep(file, snapshot);
    soundFiles.add(file);
    return snapshot;
  };
  /** By a schema of the whole, or of the part that is wanted: which is neither kept nor says that the whole is sound. */
  const parse = <S extends z.ZodType>(file: string, schema: S): z.output<S> => {
    try {
      return schema.parse(JSON.parse(readFileSync(snapshotPath(snapshotDir, file), 'utf8')));
    } catch (cause) {
      throw new SnapshotUnreadableError(
        `The snapshot ${file} cannot be read. The site was not built and the last one was kept. ` +
          'Run "npm run snapshot" (or "npm run rebuild") to make the snapshots anew.',
        { cause },
      );
    }
  };
  const readIfThere = <S extends z.ZodType>(file: string, schema: S): z.output<S> | null =>
    existsSync(snapshotPath(snapshotDir, file)) ? read(file, schema) : null;
  const ofBa = (code: string, file: string) => `${slugOf(code)}/${file}`;
  const pulseFile = (code: string, date: string) => ofBa(code, `pulse/${date}.json`);

  return {
    readBalancingAuthorities: (): BalancingAuthoritiesSnapshot =>
      read('balancing-authorities.json', balancingAuthoritiesSnapshot),
    readCorrections: (): CorrectionsSnapshot => read('corrections.json', correctionsSnapshot),
    readRules: (): RulesSnapshot => read('rules.json', rulesSnapshot),
    readStatus: (): StatusSnapshot => read('status.json', statusSnapshot),
    readPulse: (code: string, date: string): PulseSnapshot => read(pulseFile(code, date), pulseSnapshot),
    readPulseWords: (code: string, date: string): PulseWords => parse(pulseFile(code, date), pulseWords),
    readDuckCurve: (code: string, date: string): DuckCurve => parse(pulseFile(code, date), duckCurve).hours,
    readDays: (code: string): DaysSnapshot | null => readIfThere(ofBa(code, 'days.json'), daysSnapshot),
    readCarbon: (code: string): CarbonSnapshot | null =>
      readIfThere(ofBa(code, 'carbon.json'), carbonSnapshot),
    readCleanWindows: (code: string): CleanWindowsSnapshot | null =>
      readIfThere(ofBa(code, 'clean-windows.json'), cleanWindowsSnapshot),
    readScoreboard: (): ScoreboardSnapshot => read('scoreboard.json', scoreboardSnapshot),
    readDucks: (code: string): DucksSnapshot | null => readIfThere(ofBa(code, 'ducks.json'), ducksSnapshot),
    readDuckDay: (code: string, date: string): DuckDaySnapshot =>
      read(ofBa(code, `ducks/${date}.json`), duckDaySnapshot),
    readDuckLeague: (): DuckLeagueSnapshot => read('ducks.json', duckLeagueSnapshot),
    readForecastReport: (code: string): ForecastReportSnapshot | null =>
      readIfThere(ofBa(code, 'forecast-report.json'), forecastReportSnapshot),
    readForecastLeague: (): ForecastLeagueSnapshot => read('forecast-report.json', forecastLeagueSnapshot),
    readChanges: (code: string): ChangesSnapshot | null =>
      readIfThere(ofBa(code, 'changes.json'), changesSnapshot),
    readFreshness: (code: string): FreshnessSnapshot | null =>
      readIfThere(ofBa(code, 'freshness.json'), freshnessSnapshot),
    /** Days with a file of the kind, oldest first. */
    listDates: (code: string, kind: DayKind): string[] => datedFiles(snapshotDir, ofBa(code, kind)),
    /** Files that were found to be what their schema says: those since it was asked last. */
    takeSoundFiles: (): string[] => {
      const files = [...soundFiles];
      soundFiles.clear();
      return files;
    },
  };
}

export type Snapshots = ReturnType<typeof openSnapshots>;

/** What the snapshots in a folder, or in a site, say of themselves; null where there are none. */
export function publishedStatus(directory: string): StatusSnapshot | null {
  try {
    return openSnapshots(directory).readStatus();
  } catch {
    return null;
  }
}
