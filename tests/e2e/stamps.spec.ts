/** What a page says of the age of its data: stamps from the snapshots, badges by the clock of the reader. */
import { expect, type Locator, test } from '@playwright/test';
import type { DataAsOf } from '../../src/snapshots/envelope.ts';
import type { FreshnessSnapshot } from '../../src/snapshots/freshness.ts';
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import { balancingAuthorities, PAGE_KINDS, published, type SiteName, siteNames } from './built-site.ts';
import { urlOf } from './sites.ts';

const KEYS: Record<string, keyof DataAsOf> = {
  demand: 'demand',
  'day-ahead-demand-forecast': 'dayAheadDemandForecast',
  'net-generation': 'netGeneration',
  'total-interchange': 'totalInterchange',
  generation: 'generation',
  interchange: 'interchange',
};

const pathOf = (site: SiteName, kind: string): string => PAGE_KINDS[kind]?.(site) as string;

/** `PDT`, by the machine's own calendar. */
function zoneAt(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' }).formatToParts(
    new Date(instant),
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value as string;
}

/** Every stamp within a part of a page: of a known instant, in the zone of its place. */
async function expectStamps(part: Locator, asOf: DataAsOf, timezone: string): Promise<void> {
  const stamps = await part.locator('time[data-as-of]').evaluateAll((times: HTMLTimeElement[]) =>
    times.map((time) => ({
      family: time.dataset['asOf'] as string,
      instant: time.dateTime,
      words: time.textContent,
    })),
  );
  expect(stamps.length).toBeGreaterThan(0);
  for (const { family, instant, words } of stamps) {
    expect(instant, family).toBe(asOf[KEYS[family] as keyof DataAsOf]);
    expect(words).toContain(` ${zoneAt(instant, timezone)}, `);
  }
}

for (const site of siteNames) {
  test(`${site}: the stamps of a day are its pulse's`, async ({ page }) => {
    for (const kind of ['a final day', 'a provisional day', 'an incomplete day']) {
      const path = pathOf(site, kind);
      const pulse = published<PulseSnapshot>(site, `${path.slice('/ba/'.length, -1)}.json`);
      await page.goto(urlOf(site) + path);
      await expectStamps(page.locator('main'), pulse.dataAsOf, pulse.balancingAuthority.timezone);
    }
  });

  test(`${site}: the stamps of a grid are its snapshots', each product's its own`, async ({ page }) => {
    const path = pathOf(site, 'a grid');
    const code = path.split('/')[2] as string;
    await page.goto(urlOf(site) + path);
    for (const [part, file] of [
      ['main > .asof', 'pulse/latest'],
      ['section:has(> #powering)', 'carbon'],
      ['section:has(> #duck)', 'ducks'],
      ['section:has(> #changed)', 'changes'],
    ] as const) {
      const { dataAsOf, balancingAuthority } = published<PulseSnapshot>(site, `${code}/${file}.json`);
      await expectStamps(page.locator(part), dataAsOf, balancingAuthority.timezone);
    }
  });

  test(`${site}: the home page stamps every grid that has data`, async ({ page }) => {
    await page.goto(`${urlOf(site)}/`);
    const held = balancingAuthorities(site).filter((ba) => ba.active && ba.dataAsOf);
    for (const { code, timezone, dataAsOf } of held.slice(0, 12)) {
      const entry = page.locator(`.grids li:has(a[href="/ba/${code.toLowerCase()}/"])`);
      await expectStamps(entry, dataAsOf as DataAsOf, timezone);
    }
  });

  test(`${site}: a badge turns from fresh to late to stale`, async ({ page }) => {
    const path = pathOf(site, 'a grid');
    const { series } = published<FreshnessSnapshot>(site, `${path.split('/')[2]}/freshness.json`);
    const demand = series.find(({ family }) => family === 'demand');
    const [asOf, next, stale] = [demand?.asOf, demand?.nextExpected, demand?.staleAfter].map((instant) =>
      Date.parse(instant as string),
    ) as [number, number, number];
    for (const [at, state] of [
      [next - 1000, 'fresh'],
      [next + 1000, 'late'],
      [stale + 1000, 'stale'],
    ] as const) {
      await page.clock.setFixedTime(new Date(at));
      await page.goto(urlOf(site) + path);
      const row = page.locator('section:has(> #freshness) tr').filter({ hasText: 'Demand' }).first();
      await expect(row.locator('.badge')).toHaveText(state);
      const hours = Math.floor((at - asOf) / 3_600_000);
      await expect(row.locator('.age')).toHaveText(`(${hours} h ago)`);
    }
  });
}

/** How far the page moved under its reader, as browsers reckon it, from now on. */
const watchShifts = () => {
  const told = window as unknown as { shifted: number };
  told.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      told.shifted += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
};

for (const kind of [
  'home',
  'a grid',
  'a final day',
  'a duck day',
  'status',
  'ducks of the nation',
  'what changed',
]) {
  test(`${kind}: ages that come late, and are long, move nothing on a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 412, height: 823 });
    await page.clock.setFixedTime('2026-11-29T20:00:00Z');
    await page.addInitScript(watchShifts);
    await page.route('**/*.js', async (route) => {
      await new Promise((done) => setTimeout(done, 600));
      await route.continue();
    });
    await page.goto(urlOf('sample') + pathOf('sample', kind));
    await expect(page.locator('.age').first()).toHaveText(/days ago/);
    expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBe(0);
  });
}
