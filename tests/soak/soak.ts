/**
 * Hourly runs of the main job, as a schedule makes them, with accidents at random by a seed; after each, what
 * readers see must be whole, and at the end the site must be the one that a clean build makes of the same
 * observations and testimony.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import type { StatusSnapshot } from '../../src/snapshots/status.ts';
import { hashTree, MARKER_KEY } from '../pipeline/pipeline.ts';
import { type Accident, accidentOf, isOutOfSeconds, mustFail, randomNumbers } from './accident.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MS_PER_HOUR = 3_600_000;
const RECORD = '.gridpulse-site.json';

export interface SoakOrder {
  hours: number;
  seed: number;
  firstHour: string;
  historyDays: number;
  /** Told of each hour: what befell it and how the run ended. */
  onHour?: (line: string) => void;
  /** In place of chance, for the first hours. */
  accidents?: readonly Accident[];
}

export interface SoakReport {
  runs: number;
  failedRuns: number;
  accidents: Record<string, number>;
  /** Everything that should not have been. */
  faults: string[];
}

interface Run {
  code: number | null;
  output: string;
}

/** A script of the project as its own process, under a limit on file sizes where one is given. */
function start(script: string, environment: Record<string, string>, fileBlocks?: number) {
  const command = `exec ${JSON.stringify(process.execPath)} ${JSON.stringify(join(ROOT, 'scripts', script))}`;
  const limited = fileBlocks ? `ulimit -f ${fileBlocks}; ${command}` : command;
  const child = spawn('bash', ['-c', limited], {
    cwd: ROOT,
    detached: true,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], CI: 'true', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const ended = new Promise<Run>((done) => child.once('close', (code) => done({ code, output })));
  // The group: what the run has started dies with it, as when a machine goes.
  const kill = () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  return { ended, kill };
}

/** What a reader would see at this moment; a page that is replaced right now may be absent, but never half there. */
function* halfWritten(siteDir: string): Generator<string> {
  const read = (path: string): string | null => {
    try {
      return readFileSync(join(siteDir, path), 'utf8');
    } catch {
      return null;
    }
  };
  for (const path of ['index.html', 'status/index.html', 'ba/ciso/index.html']) {
    const html = read(path);
    if (html !== null && !html.trimEnd().endsWith('</html>')) yield `${path} was seen half written`;
  }
  for (const path of ['api/v1/status.json', 'api/v1/ciso/pulse/latest.json']) {
    const text = read(path);
    if (text === null) continue;
    try {
      JSON.parse(text);
    } catch {
      yield `${path} was seen half written`;
    }
  }
}

export async function soak(order: SoakOrder): Promise<SoakReport> {
  const dir = mkdtempSync(join(tmpdir(), 'gridpulse-soak-'));
  const random = randomNumbers(order.seed);
  let now = new Date(order.firstHour);
  const emulator = await startEmulator({ source: syntheticSource(order.seed), now: () => now });
  const siteDir = join(dir, 'site');
  const environment = (more: Record<string, string> = {}) => ({
    EIA_API_KEY: MARKER_KEY,
    EIA_API_URL: emulator.origin,
    GRIDPULSE_NOW: now.toISOString(),
    GRIDPULSE_HISTORY_DAYS: String(order.historyDays),
    GRIDPULSE_RUN_BUDGET_SECONDS: '20',
    GRIDPULSE_DATA_DIR: join(dir, 'state'),
    GRIDPULSE_SNAPSHOT_DIR: join(dir, 'snapshots'),
    GRIDPULSE_SITE_DIR: siteDir,
    ...more,
  });
  const report: SoakReport = { runs: 0, failedRuns: 0, accidents: {}, faults: [] };
  const blame = (fault: string) => report.faults.push(`${now.toISOString().slice(0, 13)}: ${fault}`);

  async function watched(run: Promise<Run>): Promise<Run> {
    let isOver = false;
    const over = run.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      for (const fault of halfWritten(siteDir)) blame(fault);
      await Promise.race([over, sleep(50)]);
    }
    return over;
  }

  async function hour(accident: Accident): Promise<Run> {
    if (accident.kind === 'fault') emulator.setFault(accident.fault);
    const gone: Record<string, string> =
      accident.kind === 'database-gone' ? { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' } : {};
    const first = start(
      'rebuild.ts',
      environment(gone),
      accident.kind === 'disk-full' ? accident.fileBlocks : undefined,
    );
    const second = accident.kind === 'twice' ? start('rebuild.ts', environment()) : null;
    if (accident.kind === 'killed') setTimeout(first.kill, accident.afterMs);
    const run = await watched(first.ended);
    const other = await second?.ended;
    emulator.setFault(null);
    if (other && run.code !== 0 && other.code !== 0) blame('of two runs at once neither came through');
    return other?.code === 0 ? other : run;
  }

  /** An outage is told once somebody can tell it. */
  const untold = new Set<string>();
  function checkStatus(): void {
    const status = JSON.parse(readFileSync(join(siteDir, 'api/v1/status.json'), 'utf8')) as StatusSnapshot;
    for (const at of untold) {
      const told = status.runs.some(
        ({ startedAt, outcome }) => startedAt.slice(0, 13) === at.slice(0, 13) && outcome !== 'succeeded',
      );
      if (!told) blame(`the outage of ${at} is not told on status`);
    }
    untold.clear();
  }

  for (let i = 0; i < order.hours; i++) {
    // The first run makes the site that the others must not spoil.
    const accident: Accident = order.accidents?.[i] ?? (i === 0 ? { kind: 'none' } : accidentOf(random));
    const run = await hour(accident);
    report.runs++;
    report.accidents[accident.kind] = (report.accidents[accident.kind] ?? 0) + 1;
    const failed = run.code !== 0;
    if (failed) report.failedRuns++;
    const should = isOutOfSeconds(accident, run.output) || mustFail(accident);
    if (should !== null && should !== failed)
      blame(`${wordsOf(accident)} ended with ${run.code}: ${run.output.slice(-600)}`);
    if (run.output.includes(MARKER_KEY)) blame('the key was printed');
    for (const fault of halfWritten(siteDir)) blame(fault);
    if (!failed) checkStatus();
    else if (accident.kind === 'fault') untold.add(now.toISOString());
    order.onHour?.(
      `${now.toISOString().slice(0, 13)} ${wordsOf(accident)}: ${failed ? 'failed' : 'published'}`,
    );
    now = new Date(now.getTime() + MS_PER_HOUR);
  }

  const last = await start('rebuild.ts', environment()).ended;
  if (last.code !== 0) blame(`the last run, without accident, failed: ${last.output.slice(-600)}`);
  else checkStatus();
  for (const fault of await compareWithClean(dir, environment())) blame(fault);
  for (const fault of await compareRows(dir, environment())) blame(fault);
  for (const name of readdirSync(dir)) {
    if (/\.(next|previous|lock)$/.test(name)) blame(`${name} was left behind`);
  }
  await emulator.close();
  if (report.faults.length === 0) rmSync(dir, { recursive: true, force: true });
  return report;
}

const wordsOf = (accident: Accident): string =>
  Object.entries(accident)
    .map(([name, value]) => (name === 'kind' ? value : `${name} ${value}`))
    .join(', ');

/** The site that is made from nothing of the same store. */
async function compareWithClean(dir: string, environment: Record<string, string>): Promise<string[]> {
  const clean = join(dir, 'clean');
  cpSync(join(dir, 'state'), join(clean, 'state'), { recursive: true });
  const inClean = {
    ...environment,
    GRIDPULSE_DATA_DIR: join(clean, 'state'),
    GRIDPULSE_SNAPSHOT_DIR: join(clean, 'snapshots'),
    GRIDPULSE_SITE_DIR: join(clean, 'site'),
  };
  for (const script of ['snapshot.ts', 'build-site.ts']) {
    const { code, output } = await start(script, inClean).ended;
    if (code !== 0) return [`the clean ${script} failed: ${output.slice(-600)}`];
  }
  const [soaked, fresh] = [hashTree(join(dir, 'site')), hashTree(join(clean, 'site'))];
  const paths = new Set([...Object.keys(soaked), ...Object.keys(fresh)]);
  const different = [...paths].filter((path) => path !== RECORD && soaked[path] !== fresh[path]);
  return different.length
    ? [`${different.length} files differ from a clean build: ${different.slice(0, 5).join(', ')}`]
    : [];
}

/** Every hour that EIA would give now is there: each cell of the hourly CSVs of a store filled in one go. */
async function compareRows(dir: string, environment: Record<string, string>): Promise<string[]> {
  const refilled = join(dir, 'refilled');
  const inRefilled = {
    ...environment,
    GRIDPULSE_DATA_DIR: join(refilled, 'state'),
    GRIDPULSE_SNAPSHOT_DIR: join(refilled, 'snapshots'),
  };
  for (const script of ['ingest.ts', 'snapshot.ts']) {
    const { code, output } = await start(script, inRefilled).ended;
    if (code !== 0) return [`the refilling ${script} failed: ${output.slice(-600)}`];
  }
  const lost: string[] = [];
  const api = join(refilled, 'snapshots/api/v1');
  for (const path of readdirSync(api, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.csv') || !path.includes('hourly/')) continue;
    const kept = join(dir, 'site/api/v1', path);
    const missing = existsSync(kept)
      ? cellsMissing(readFileSync(join(api, path), 'utf8'), readFileSync(kept, 'utf8'))
      : 1;
    if (missing > 0) lost.push(`${path} lacks ${missing} values`);
  }
  return lost.slice(0, 5);
}

/** Cells that the first table has and the second has not, by the hour that begins the row and the column's name. */
function cellsMissing(whole: string, kept: string): number {
  const cellsOf = (csv: string): Set<string> => {
    const [header = '', ...rows] = csv.trimEnd().split('\n');
    const names = header.split(',');
    return new Set(
      rows.flatMap((row) => {
        const cells = row.split(',');
        return cells.flatMap((cell, i) =>
          cell === '' || /flag/.test(names[i] ?? '') ? [] : [`${cells[0]} ${names[i]}`],
        );
      }),
    );
  };
  const have = cellsOf(kept);
  return [...cellsOf(whole)].filter((cell) => !have.has(cell)).length;
}
