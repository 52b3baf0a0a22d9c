/** A revision of a published day, served by the emulator and told by the real scripts, once and in the open. */
import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmulatedSource } from '../../src/emulator/emulated-source.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import type { CorrectionsSnapshot } from '../../src/snapshots/corrections.ts';
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import { runProjectScript } from '../run-script.ts';
import { hashTree, newPipeline, readJson } from './pipeline.ts';

const DAY = '2026-06-09';
const FIRST_RUN = '2026-06-11T20:00:00Z';
const SECOND_RUN = '2026-06-11T20:30:00Z';

/** Local hours of the day in California end from 08 of that day to 07 of the next, UTC. */
const isOfDay = (period: string) => period >= `${DAY}T08` && period <= '2026-06-10T07';

/** Two grids of the synthetic one, whose Californian demand of one day can be revised upwards. */
function revisable(inner: EmulatedSource, factor: () => number): EmulatedSource {
  const revise = (row: string): string => {
    const fields = JSON.parse(row) as Record<string, string>;
    if (fields['respondent'] !== 'CISO' || fields['type'] !== 'D' || !isOfDay(fields['period'] ?? ''))
      return row;
    return JSON.stringify({ ...fields, value: String(Math.round(Number(fields['value']) * factor())) });
  };
  return {
    ...inner,
    page(query, nowMs) {
      const facet = query.route === 'interchange-data' ? 'fromba' : 'respondent';
      const facets = new Map(query.facets).set(facet, new Set(['CISO', 'HST']));
      const { total, rows } = inner.page({ ...query, facets }, nowMs);
      return { total, rows: rows.map(revise) };
    },
  };
}

describe('a revision that EIA sends', () => {
  const pipeline = newPipeline();
  const { snapshotDir } = pipeline;
  const unrevised = `${snapshotDir}-unrevised`;
  let emulator: Emulator;
  let factor = 1;
  let now = FIRST_RUN;

  const run = (script: string, args: string[] = []) => {
    const environment = pipeline.environment({ EIA_API_URL: emulator.origin, GRIDPULSE_HISTORY_DAYS: '16' });
    return runProjectScript(script, { ...environment, GRIDPULSE_NOW: now }, args);
  };
  const ingestAndSnapshot = async () => {
    for (const script of ['ingest.ts', 'snapshot.ts']) {
      const { code, stderr } = await run(script);
      expect(stderr).toBe('');
      expect(code).toBe(0);
    }
  };
  const api = (file: string, directory = snapshotDir) => join(directory, 'api/v1', file);
  const pulse = (directory = snapshotDir) =>
    readJson<PulseSnapshot>(api(`ciso/pulse/${DAY}.json`, directory));
  const corrections = () => readJson<CorrectionsSnapshot>(api('corrections.json')).corrections;
  /** Only status.json may tell one run from the next. */
  const published = () => {
    const { 'api/v1/status.json': _, ...files } = hashTree(snapshotDir);
    return files;
  };

  beforeAll(async () => {
    emulator = await startEmulator({
      source: revisable(syntheticSource(930), () => factor),
      now: () => new Date(now),
    });
    await ingestAndSnapshot();
    cpSync(snapshotDir, unrevised, { recursive: true });
  }, 240_000);
  afterAll(() => emulator.close());

  it('finds nothing corrected before it', () => {
    expect(pulse().updates).toEqual([]);
    expect(corrections()).toEqual([]);
  });

  it('is told on the pulse, with the old sentence and the new one, and listed', async () => {
    now = SECOND_RUN;
    factor = 1.06;
    await ingestAndSnapshot();
    const { headline, receipt, updates } = pulse();
    const before = pulse(unrevised);
    expect(headline).not.toBe(before.headline);
    const ofHeadline = updates.find(({ was }) => was === before.headline);
    expect(ofHeadline?.seenAt).toBe(SECOND_RUN);
    expect(ofHeadline?.now).toMatch(/^California ISO demand (hit|peaked at) /);
    expect(ofHeadline?.now).not.toBe(before.headline);
    const told = [before.headline, ...before.bullets];
    for (const { was, now: isNow, rule } of updates) {
      expect(told).toContain(was);
      expect(isNow).not.toBe(was);
      expect(before.receipt.map((statement) => statement.rule)).toContain(rule);
    }
    expect(
      updates.filter(({ rule }) => receipt.every((statement) => statement.rule !== rule)).length,
    ).toBeLessThan(updates.length);
    const listed = corrections().filter(({ date }) => date === DAY);
    expect(listed.map(({ code, date, ...update }) => update)).toEqual(updates);
    expect(new Set(corrections().map(({ code }) => code))).not.toContain('HST');
  }, 120_000);

  it('changes no byte in a run without news', async () => {
    const before = published();
    expect(Object.keys(before).length).toBeGreaterThan(50);
    await ingestAndSnapshot();
    expect(published()).toEqual(before);
  }, 120_000);

  it('is listed once, where the run that saw it was killed between its testimony and its publication', async () => {
    const before = published();
    const listed = corrections();
    // The store holds the testimony, but what is published is still the day as it was.
    renameSync(snapshotDir, `${snapshotDir}-revised`);
    cpSync(unrevised, snapshotDir, { recursive: true });
    expect(corrections()).toEqual([]);
    await ingestAndSnapshot();
    expect(corrections()).toEqual(listed);
    expect(published()).toEqual(before);
  }, 120_000);
});
