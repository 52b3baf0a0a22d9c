import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import type { FaultName } from '../../src/emulator/fault.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import type { StatusSnapshot } from '../../src/snapshots/status.ts';
import { runProjectScript } from '../run-script.ts';
import { filesHolding, hashTree, MARKER_KEY, newPipeline, readJson } from './pipeline.ts';

const STATUS = 'api/v1/status.json';

/** Every fault of the emulator, played to the project's own scripts as their user would meet it. */

const FIRST_NOW = '2026-06-15T18:00:00Z';
const NOW = '2026-06-15T21:00:00Z';

const RECOVERABLE: FaultName[] = [
  'rate-limit',
  'rate-limit-string',
  'server-error',
  'html',
  'truncated-json',
  'wrong-total',
  'empty-page',
  'slow',
];
const FATAL: [FaultName, RegExp][] = [
  ['rate-limit-forever', /too many requests|rate|limit/i],
  ['server-error-forever', /status 503/],
  ['timeout-forever', /longer than|no whole answer/],
  ['html-forever', /web page instead of data/],
  ['truncated-json-forever', /broke off/],
  ['empty-page-forever', /promised/],
  ['key-invalid', /refused the API key/],
  ['outage', /could not be reached/],
];

let emulator: Emulator;
const pipeline = newPipeline();
const environment = (now: string, more: Record<string, string> = {}) =>
  pipeline.environment({
    EIA_API_URL: emulator.origin,
    GRIDPULSE_NOW: now,
    GRIDPULSE_HISTORY_DAYS: '3',
    ...more,
  });

beforeAll(async () => {
  emulator = await startEmulator({ source: syntheticSource(7), now: FIRST_NOW });
  const built = await runProjectScript('rebuild.ts', environment(FIRST_NOW));
  expect(built.stderr).toBe('');
  expect(built.code).toBe(0);
  emulator.setNow(NOW);
});

afterAll(() => emulator.close());

describe.each(FATAL)('EIA with the fault %s', (fault, sentence) => {
  it('ends in a non-zero exit and one sentence, and leaves snapshots and site untouched', async () => {
    const snapshots = hashTree(pipeline.snapshotDir);
    const site = hashTree(pipeline.siteDir);
    emulator.setFault(fault);
    const run = await runProjectScript('rebuild.ts', environment(NOW, { GRIDPULSE_RUN_BUDGET_SECONDS: '4' }));
    emulator.setFault(null);
    expect(run.code).toBe(1);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(run.stderr).toMatch(sentence);
    expect(run.stderr).toMatch(/left as they are/);
    expect(run.stdout + run.stderr).not.toContain(MARKER_KEY);
    expect(hashTree(pipeline.snapshotDir)).toEqual(snapshots);
    expect(hashTree(pipeline.siteDir)).toEqual(site);
  });
});

/** A small pipeline of its own: ingests with a fault or without, and hashes the snapshots. */
async function playedWith(fault: FaultName | null) {
  const played = newPipeline();
  const source = played.environment({
    EIA_API_URL: emulator.origin,
    GRIDPULSE_NOW: NOW,
    GRIDPULSE_HISTORY_DAYS: '1',
  });
  emulator.setFault(fault);
  const run = await runProjectScript('ingest.ts', source);
  emulator.setFault(null);
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
  expect((await runProjectScript('snapshot.ts', source)).code).toBe(0);
  const { [STATUS]: _, ...files } = hashTree(played.snapshotDir);
  return { files, status: readJson<StatusSnapshot>(join(played.snapshotDir, STATUS)) };
}

let sound: Awaited<ReturnType<typeof playedWith>>;
const soundRun = async () => (sound ??= await playedWith(null));

describe.each(RECOVERABLE)('EIA with the passing fault %s', (fault) => {
  it('is asked again and gives the same snapshots as without the fault', async () => {
    const expected = await soundRun();
    expect(await playedWith(fault)).toEqual(expected);
  });
});

describe('after all those failures', () => {
  it('the next run repairs by itself, tells of the failed ones on status, and never wrote the key', async () => {
    const run = await runProjectScript('rebuild.ts', environment(NOW));
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    const status = readJson<StatusSnapshot>(join(pipeline.snapshotDir, 'api/v1/status.json'));
    expect(status.runs[0]?.outcome).toBe('succeeded');
    expect(status.runs.filter((one) => one.outcome !== 'succeeded').length).toBe(FATAL.length);
    expect(filesHolding(pipeline.snapshotDir, MARKER_KEY)).toEqual([]);
    expect(filesHolding(pipeline.siteDir, MARKER_KEY)).toEqual([]);
  });
});

describe('EIA with bad rows among the good', () => {
  it('puts them aside with respondent, period and reason, counts them, and takes the rest', async () => {
    const expected = await soundRun();
    const { files, status } = await playedWith('bad-rows');
    const reasons = status.quarantine.byReason.map(({ reason }) => reason).join('\n');
    for (const expected of [
      /unknown respondent/i,
      /unknown (energy source|fuel)/i,
      /before 2015/i,
      /days ahead/i,
      /not a (finite )?number|number/i,
      /period/i,
    ]) {
      expect(reasons).toMatch(expected);
    }
    expect(status.quarantine.total).toBe(status.runs[0]?.rowsQuarantined);
    expect(status.quarantine.recent.some((row) => row.respondent !== null && row.period !== null)).toBe(true);

    expect(files).toEqual(expected.files);
  });
});
