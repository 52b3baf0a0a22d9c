import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pulseStories } from '../../src/analyses/pulse-stories.ts';
import { pulseVerdicts, type StatementVerdict } from '../../src/analyses/receipt-check.ts';
import { contextOfScreened } from '../../src/analyses/report-context.ts';
import type { ScreenedFrame } from '../../src/analyses/screening.ts';
import { type CsvHour, parseHourlyCsv } from '../../src/formats/csv-reader.ts';
import { findGrid } from '../../src/grid/balancing-authority.ts';
import { emptyFrame, ensureSeries, type HourlyFrame } from '../../src/grid/hourly-frame.ts';
import { type PulseSnapshot, pulseSnapshot } from '../../src/snapshots/pulse.ts';
import { datedFiles } from '../../src/snapshots/read.ts';
import { rowsHasher } from '../../src/snapshots/receipt.ts';

/** The pulse or its CSV files cannot be read, so nothing can be said of it. */
export class ReceiptUnreadableError extends Error {
  override name = 'ReceiptUnreadableError';
}

export interface PulseVerdict {
  code: string;
  date: string;
  statements: StatementVerdict[];
}

/** Every day is over: a receipt is judged by its rows, whenever that is. */
const END_OF_TIME = new Date(8.64e15);

/** A frame of the hours of several files, as reported and as believed. */
function screenedFrame(respondent: string, hours: readonly CsvHour[]): ScreenedFrame {
  const known = hours.map(({ hour }) => hour);
  const firstHour = known.reduce((a, b) => Math.min(a, b));
  const hourCount = known.reduce((a, b) => Math.max(a, b)) - firstHour + 1;
  const reported = emptyFrame(respondent, firstHour, hourCount);
  const trusted = emptyFrame(respondent, firstHour, hourCount);
  for (const { hour, valuesMwh, doubted } of hours) {
    for (const [kind, value] of valuesMwh) {
      ensureSeries(reported, kind)[hour - firstHour] = value;
      ensureSeries(trusted, kind)[hour - firstHour] = doubted.includes(kind) ? Number.NaN : value;
    }
  }
  return { reported: withValues(reported), trusted: withValues(trusted, reported), flags: [] };
}

/** Without the columns that hold nothing: of a series not reported there is no series. */
function withValues(frame: HourlyFrame, like: HourlyFrame = frame): HourlyFrame {
  const series = [...frame.series].filter(([kind]) =>
    like.series.get(kind)?.some((value) => !Number.isNaN(value)),
  );
  return { ...frame, series: new Map(series) };
}

function readPulse(path: string): PulseSnapshot {
  try {
    return pulseSnapshot.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new ReceiptUnreadableError(
      `${path} is no pulse that this version of GridPulse can read. Nothing was verified. Give the path of a file such as api/v1/ciso/pulse/2026-03-30.json.`,
      { cause },
    );
  }
}

/** What verifies the pulses of one grid: all its monthly CSV files, read once. */
function bookOf(csvFolder: string, code: string) {
  const grid = findGrid(code);
  const files = existsSync(csvFolder) ? readdirSync(csvFolder).filter((name) => name.endsWith('.csv')) : [];
  if (!grid || files.length === 0) {
    throw new ReceiptUnreadableError(
      `There are no CSV files of ${code} in ${csvFolder}. Nothing was verified. Keep the pulse where it was downloaded to, beside the folder "hourly".`,
    );
  }
  const hours = files.sort().flatMap((name) => parseHourlyCsv(readFileSync(join(csvFolder, name), 'utf8')));
  const screened = screenedFrame(code, hours);
  return {
    stories: pulseStories(contextOfScreened(screened, grid, END_OF_TIME)).stories,
    hashOf: rowsHasher({ ...screened, timezone: grid.timezone }),
  };
}

type Book = ReturnType<typeof bookOf>;

function verdictOf(pulse: PulseSnapshot, { stories, hashOf }: Book): PulseVerdict {
  const { code } = pulse.balancingAuthority;
  const day = stories.get(pulse.date);
  const statements = day
    ? pulseVerdicts(pulse, day.story, hashOf)
    : pulse.receipt.map(({ rule, text }) => ({
        rule,
        text,
        objections: ['the CSV files hold no row of this day'],
      }));
  return { code, date: pulse.date, statements };
}

const csvFolderBeside = (pulsePath: string) => join(dirname(dirname(resolve(pulsePath))), 'hourly');

/** One pulse, against the CSV files that lie beside it. */
export function verifyPulseFile(path: string): PulseVerdict {
  const pulse = readPulse(path);
  return verdictOf(pulse, bookOf(csvFolderBeside(path), pulse.balancingAuthority.code));
}

/** Every pulse of a built site (or of a folder of snapshots), grid by grid. */
export function* verifySite(siteDir: string): Generator<PulseVerdict> {
  const root = join(siteDir, 'api/v1');
  if (!existsSync(root)) {
    throw new ReceiptUnreadableError(
      `${siteDir} holds no built site. Nothing was verified. Run "npm run rebuild" first.`,
    );
  }
  for (const slug of readdirSync(root).sort()) {
    const dates = datedFiles(siteDir, `${slug}/pulse`);
    const pulses = dates.map((date) => readPulse(join(root, slug, 'pulse', `${date}.json`)));
    const [first] = pulses;
    if (!first) continue;
    const book = bookOf(join(root, slug, 'hourly'), first.balancingAuthority.code);
    for (const pulse of pulses) yield verdictOf(pulse, book);
  }
}
