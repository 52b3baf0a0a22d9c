/** A site that nears its budget tells its oldest days by the month, and every address of theirs leads there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../../scripts/steps/build-site.ts';
import { foldMonths } from '../../scripts/steps/folded-months.ts';
import { gridPages } from '../../scripts/steps/grid-pages.ts';
import { redirectPage } from '../../scripts/steps/press/redirect-page.ts';
import { parseConfig } from '../../src/config.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import { runProjectScript } from '../run-script.ts';
import { newPipeline, publishedFiles } from './pipeline.ts';
import { ofTwoGrids } from './two-grids.ts';

const foldedBefore = (api: ReadonlyMap<string, string>, budgetBytes: number) =>
  foldMonths(api, budgetBytes).foldedBefore;

/** A pulse and a duck of one grid on each day of five months. */
const files = new Map<string, string>(
  ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05'].flatMap((month) =>
    Array.from({ length: 28 }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`).flatMap((date) => [
      [`v1/ciso/pulse/${date}.json`, '7000@1'] as const,
      [`v1/ciso/ducks/${date}.json`, '3000@1'] as const,
    ]),
  ),
);
/** Of such a site with a page for every day: the files' bytes, the most that pages have, all else. */
const WHOLE_BYTES = 5 * 28 * (7_000 + 3_000 + 2 * 16_384) + 25_000_000;

describe('months are folded', () => {
  it('not at all while there is room', () => {
    expect(foldedBefore(files, WHOLE_BYTES)).toBeNull();
    expect(foldedBefore(new Map(), 1)).toBeNull();
  });

  it('the oldest first, no more than there must be, the last three never', () => {
    expect(foldedBefore(files, WHOLE_BYTES - 1)).toBe('2025-02');
    expect(foldedBefore(files, WHOLE_BYTES - 28 * 2 * 16_384)).toBe('2025-03');
    expect(foldedBefore(files, 1)).toBe('2025-03');
  });

  it('into pages of their own that are made of all their days', () => {
    const before = gridPages(files, null);
    const after = gridPages(files, '2025-02');
    expect([...after.keys()].filter((page) => !before.has(page))).toEqual(['ciso/months/2025-01']);
    expect([...before.keys()].filter((page) => !after.has(page))).toEqual([]);
    const revised = gridPages(new Map(files).set('v1/ciso/ducks/2025-01-03.json', '3001@2'), '2025-02');
    const changed = [...revised].filter(([page, from]) => after.get(page) !== from).map(([page]) => page);
    expect(changed).toEqual(['ciso/months/2025-01']);
  });

  it('of which the last is made anew when another follows it', () => {
    const [one, two] = [gridPages(files, '2025-02'), gridPages(files, '2025-03')];
    expect(two.get('ciso/months/2025-01')).not.toBe(one.get('ciso/months/2025-01'));
  });
});

it('a page that leads on has its target escaped, and a canonical address without a place', () => {
  const page = redirectPage('/ba/x/"<a>/#2025-01-01');
  expect(page).not.toContain('"<a>');
  expect(page).toMatch(/<link rel="canonical" href="[^"#]*">/);
});

describe('a site over its budget', () => {
  const pipeline = newPipeline();
  let emulator: Emulator;
  let now = '2026-06-10T20:00:00Z';
  const environment = (more: Record<string, string> = {}) => ({
    ...pipeline.environment({ EIA_API_URL: emulator.origin, GRIDPULSE_HISTORY_DAYS: '130' }),
    GRIDPULSE_NOW: now,
    ...more,
  });
  const run = async (script: string, more: Record<string, string> = {}) => {
    const { code, stderr, stdout } = await runProjectScript(script, environment(more));
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return stdout;
  };
  const page = (path: string) => readFileSync(join(pipeline.siteDir, path, 'index.html'), 'utf8');
  const SMALL = { GRIDPULSE_SITE_BUDGET_MB: '1' };

  beforeAll(async () => {
    emulator = await startEmulator({
      source: ofTwoGrids(syntheticSource(930)),
      now: () => new Date(now),
    });
    await run('rebuild.ts');
  });
  afterAll(() => emulator.close());

  it('folds what was published, and each address of a day leads to its place in a page of its month', async () => {
    const days = (kind: string) =>
      readdirSync(join(pipeline.siteDir, 'ba/ciso', kind)).filter((name) => /^\d{4}-\d\d-\d\d$/.test(name));
    const [pulses, ducks] = [days('pulse'), days('ducks')];
    const whole = page('ba/ciso/pulse/2026-03-15');
    const headline = /<h1>(.*?)<\/h1>/.exec(whole)?.[1] as string;
    expect(await run('build-site.ts', SMALL)).toMatch(/The site may reach \d+ MB, over its budget of 1 MB/);
    expect(days('pulse')).toEqual(pulses);
    expect(days('ducks')).toEqual(ducks);
    expect(page('ba/ciso/pulse/month/2026-03')).toContain(headline);
    for (const [kind, dates] of [['pulse', pulses] as const, ['ducks', ducks] as const]) {
      for (const date of dates) {
        const html = page(`ba/ciso/${kind}/${date}`);
        const target = /http-equiv="refresh" content="0; url=([^"]*)"/.exec(html)?.[1];
        if (date >= '2026-04') expect(target).toBeUndefined();
        else {
          expect(target).toBe(`/ba/ciso/pulse/month/${date.slice(0, 7)}/#day-${date}`);
          expect(page(`ba/ciso/pulse/month/${date.slice(0, 7)}`)).toContain(` id="day-${date}"`);
        }
      }
    }
    expect(page('ba/ciso/pulse/2026-03-15').length).toBeLessThan(600);
  });

  it('is the site of a whole build an hour later, and has every page again where there is room', async () => {
    now = '2026-06-10T21:00:00Z';
    expect(await run('rebuild.ts', SMALL)).toMatch(/kept as they were/);
    const siteDir = `${pipeline.siteDir}-whole`;
    const wholeBuild = (more: Record<string, string>) =>
      buildSite(parseConfig(environment({ GRIDPULSE_SITE_DIR: siteDir, CI: '1', ...more })));
    await wholeBuild(SMALL);
    expect(publishedFiles(pipeline.siteDir)).toEqual(publishedFiles(siteDir));
    await run('build-site.ts');
    await wholeBuild({ GRIDPULSE_SITE_BUDGET_MB: '900' });
    expect(publishedFiles(pipeline.siteDir)).toEqual(publishedFiles(siteDir));
    expect(page('ba/ciso/pulse/2026-03-15')).not.toContain('http-equiv="refresh"');
  });
});
