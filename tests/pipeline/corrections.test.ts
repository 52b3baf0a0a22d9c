/** A revision, seen by the snapshots: what was said is corrected once, in the open, and for good. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSnapshots } from '../../scripts/steps/write-snapshots.ts';
import { type Config, parseConfig } from '../../src/config.ts';
import type { HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { Observation } from '../../src/grid/observation.ts';
import type { CorrectionsSnapshot } from '../../src/snapshots/corrections.ts';
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { plausibleFrame } from '../analyses/made-frames.ts';
import { runProjectScript } from '../run-script.ts';
import { hashTree, readJson } from './pipeline.ts';

const DATE = '2026-01-29';
const FIRST_RUN = new Date('2026-02-02T12:00:00Z');
const SECOND_RUN = new Date('2026-02-02T13:00:00Z');

const observationsOf = (frame: HourlyFrame): Observation[] =>
  [...frame.series].flatMap(([kind, values]) =>
    [...values].map((valueMwh, i) => ({
      respondent: frame.respondent,
      kind,
      hour: frame.firstHour + i,
      valueMwh,
    })),
  );

/** Demand of one day a tenth higher than it was. */
function revised(frame: HourlyFrame): HourlyFrame {
  const demand = (frame.series.get('demand') as Float64Array).slice();
  const from = Date.parse(`${DATE}T09:00:00Z`) / 3_600_000 - frame.firstHour;
  for (let i = from; i < from + 24; i++) demand[i] = Math.round((demand[i] as number) * 1.1);
  return { ...frame, series: new Map([...frame.series, ['demand', demand]]) };
}

/** What a run does with rows that came at an instant. */
async function ingest(store: Store, rows: HourlyFrame, at: Date): Promise<void> {
  const runId = await store.startRun({
    startedAt: at,
    source: 'eia-api',
    firstHour: rows.firstHour,
    lastHour: rows.firstHour + rows.hourCount - 1,
  });
  await store.upsertObservations(observationsOf(rows), { runId, seenAt: at });
}

describe('a revision of a published day', () => {
  const dir = mkdtempSync(join(tmpdir(), 'gridpulse-corrections-'));
  const snapshotDir = join(dir, 'snapshots');
  const config: Config = parseConfig({ GRIDPULSE_SNAPSHOT_DIR: snapshotDir, CI: 'true' });
  const frame = plausibleFrame('CISO', '2026-01-05', 28);
  const pulseOf = (folder = snapshotDir) =>
    readJson<PulseSnapshot>(join(folder, `api/v1/ciso/pulse/${DATE}.json`));
  const corrections = () =>
    readJson<CorrectionsSnapshot>(join(snapshotDir, 'api/v1/corrections.json')).corrections;
  let store: Store;
  let before: PulseSnapshot;

  beforeAll(async () => {
    store = await openStore({ dataDir: join(dir, 'state') });
    await store.claimProvenance('eia');
    await ingest(store, frame, FIRST_RUN);
    await writeSnapshots(store, config, FIRST_RUN);
    before = pulseOf();
    cpSync(snapshotDir, join(dir, 'first'), { recursive: true });
    await ingest(store, revised(frame), SECOND_RUN);
    await writeSnapshots(store, config, SECOND_RUN);
  });
  afterAll(() => store.close());

  it('shows the old and the new words on the pulse, with when the change was seen', () => {
    const after = pulseOf();
    expect(before.updates).toEqual([]);
    expect(after.headline).not.toBe(before.headline);
    const update = after.updates.find(({ was }) => was === before.headline);
    expect(update).toBeDefined();
    expect(update?.now).not.toBe(before.headline);
    expect(update?.seenAt).toBe('2026-02-02T13:00:00Z');
  });

  it('lists each replaced sentence among the corrections, under its grid and day', () => {
    const ofDay = corrections().filter(({ date }) => date === DATE);
    expect(ofDay.map(({ code }) => code)).toContain('CISO');
    expect(
      ofDay
        .filter(({ code }) => code === 'CISO')
        .map(({ was }) => was)
        .sort(),
    ).toEqual(
      pulseOf()
        .updates.map(({ was }) => was)
        .sort(),
    );
  });

  it('is corrected once: a run on the same rows changes no byte but the time of its build', async () => {
    const tree = hashTree(snapshotDir);
    await writeSnapshots(store, config, SECOND_RUN);
    expect(hashTree(snapshotDir)).toEqual(tree);
  });

  it('is not told twice where a run was killed between its testimony and its publication', async () => {
    const told = corrections();
    const killed = join(dir, 'killed');
    cpSync(join(dir, 'first'), killed, { recursive: true });
    const later = new Date('2026-02-02T14:00:00Z');
    await writeSnapshots(store, { ...config, snapshotDir: killed }, later);
    expect(await store.corrections()).toHaveLength(told.length);
    expect(pulseOf(killed).updates).toEqual(pulseOf().updates);
  });
});

describe('npm run verify-receipt', () => {
  const dir = mkdtempSync(join(tmpdir(), 'gridpulse-receipts-'));
  const snapshotDir = join(dir, 'snapshots');
  const pulseFile = join(snapshotDir, `api/v1/ciso/pulse/${DATE}.json`);
  const csvFile = join(snapshotDir, 'api/v1/ciso/hourly/2026-01.csv');
  const verify = (...args: string[]) => runProjectScript('verify-receipt.ts', {}, args);

  /** Changes a file, verifies, and puts it back. */
  const tampered = async (file: string, change: (text: string) => string) => {
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, change(text));
    try {
      return await verify(pulseFile);
    } finally {
      writeFileSync(file, text);
    }
  };

  beforeAll(async () => {
    const store = await openStore({ dataDir: join(dir, 'state') });
    await store.claimProvenance('eia');
    await ingest(store, plausibleFrame('CISO', '2026-01-05', 28), FIRST_RUN);
    await writeSnapshots(store, parseConfig({ GRIDPULSE_SNAPSHOT_DIR: snapshotDir, CI: 'true' }), FIRST_RUN);
    await store.close();
  });

  it('says of each sentence of a pulse, and of all pulses, that it holds', async () => {
    const one = await verify(pulseFile);
    expect(one.code).toBe(0);
    expect(one.stdout).toMatch(/^CISO 2026-01-29 \S+: holds\./m);
    const all = await verify('--all', snapshotDir);
    expect(all.code).toBe(0);
    expect(all.stdout).toMatch(/^[\d,]+ sentences of 28 pulses: [\d,]+ hold, 0 do not\.$/m);
  });

  it('objects to a changed word and to a changed row', async () => {
    const word = await tampered(pulseFile, (text) =>
      text.replaceAll('California ISO demand', 'California ISO supply'),
    );
    expect(word.code).toBe(1);
    expect(word.stdout).toContain('the words do not follow from the inputs');
    const row = await tampered(csvFile, (text) =>
      text.replace(
        /^(2026-01-30T02:00:00Z,[^,]*,[^,]*,)(\d+)/m,
        (_, head, mwh) => `${head}${Number(mwh) + 5}`,
      ),
    );
    expect(row.code).toBe(1);
    expect(row.stdout).toContain('the hash of the rows is another');
  });

  it('says in one sentence what it cannot read and how it is called', async () => {
    const missing = await verify(join(dir, 'nothing.json'));
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toMatch(
      /is no pulse that this version of GridPulse can read\. Nothing was verified\./,
    );
    expect((await verify()).stderr).toMatch(/^Usage: npm run verify-receipt/);
    expect((await verify('--al')).stderr).toMatch(/^Usage: /);
  });
});
