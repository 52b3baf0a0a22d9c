/** One page of every kind of both sites in a browser: what a reader, a keyboard and a screen reader meet. */
import { expect, test } from '@playwright/test';
import { PAGE_KINDS, type SiteName, siteNames } from './built-site.ts';
import { barriers, misdeedsOf, overhang } from './page-faults.ts';
import { recordedSiteMissing, SITES, urlOf } from './sites.ts';
import { beyondTypefaces } from './typefaces.ts';

const kinds = Object.keys(PAGE_KINDS);
/** For axe, one page of every template; of the recorded site those that real days fill differently. */
const KINDS_FOR_AXE: Record<SiteName, string[]> = {
  sample: [
    'home',
    'a grid',
    'a grid that only generates',
    'a retired grid',
    'a day with doubted hours',
    'all days of a grid',
    'the nation',
    'corrections',
    'a demand forecast',
    'no demand forecast',
    'all demand forecasts',
    'ducks of a grid',
    'a duck day',
    'no ducks',
    'ducks of the nation',
    'what changed',
    'clean windows',
    'no clean windows',
    'scoreboard',
    'status',
    'data',
    'about',
    'a comparison',
    'settings',
    'style guide',
    'methods',
    'page not found',
  ],
  recorded: [
    'a grid',
    'a day with doubted hours',
    'a duck day',
    'what changed',
    'clean windows',
    'scoreboard',
  ],
};

function addressOf(site: SiteName, kind: string): string {
  const path = PAGE_KINDS[kind]?.(site) ?? null;
  test.skip(path === null, `the ${site} site has no such page: ${kind}`);
  return urlOf(site) + path;
}

if (recordedSiteMissing) {
  test.skip('pages of the recorded site: ../shared/data is not there', () => {});
}

for (const site of siteNames) {
  for (const kind of kinds) {
    test(`${site}, ${kind}: whole, quiet and its own`, async ({ page }) => {
      const address = addressOf(site, kind);
      const misdeeds = misdeedsOf(page, urlOf(site));
      await page.setViewportSize({ width: 360, height: 800 });
      await page.goto(address, { waitUntil: 'networkidle' });
      expect(misdeeds).toEqual([]);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await expect(page).toHaveTitle(/\S.{5,}/);
      await expect(page.locator('h1')).toHaveCount(1);
      const policy = await page.locator('meta[http-equiv="content-security-policy"]').getAttribute('content');
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe-inline');
      expect(await overhang(page), 'pixels that the page is wider than a small phone').toBe(0);
      expect(await beyondTypefaces(page), 'beyond what the typefaces were cut to').toEqual([]);
      const banner = page.getByText('Sample data: an invented grid');
      await expect(banner).toHaveCount(site === 'sample' ? 1 : 0);
    });
  }

  for (const kind of KINDS_FOR_AXE[site]) {
    test(`${site}, ${kind}: no barrier that axe can find`, async ({ page }) => {
      // The home page has some thousand elements, looked at four times.
      test.slow();
      const address = addressOf(site, kind);
      await page.clock.setFixedTime(new Date(SITES[site].now));
      await page.goto(address, { waitUntil: 'networkidle' });
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await barriers(page, [360, 1440])).toEqual([]);
    });
  }

  for (const kind of ['scoreboard', 'status', 'ducks of the nation', 'all demand forecasts']) {
    test(`${site}, ${kind}: its tables fit a tablet`, async ({ page }) => {
      await page.setViewportSize({ width: 768, height: 1024 });
      await page.clock.setFixedTime(new Date(SITES[site].now));
      await page.goto(addressOf(site, kind), { waitUntil: 'networkidle' });
      const wider = await page
        .locator('.scroll')
        .evaluateAll((boxes) =>
          boxes.flatMap((box) => (box.scrollWidth > box.clientWidth ? [box.ariaLabel] : [])),
        );
      expect(wider).toEqual([]);
    });
  }
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const [kind, charts] of [
    ['a grid', 3],
    ['a final day', 1],
    ['home', 0],
    ['ducks of a grid', 10],
    ['a duck day', 2],
    ['ducks of the nation', 0],
    ['what changed', 1],
    ['clean windows', 2],
    ['scoreboard', 0],
    ['status', 0],
  ] as const) {
    test(`${kind} says all but its age`, async ({ page }) => {
      await page.goto(addressOf('sample', kind));
      await expect(page.locator('h1')).toBeVisible();
      await expect(page.locator('svg.chart:not(.chart-sparkline):visible')).toHaveCount(charts);
      const stamps = page.locator('time[data-as-of]');
      await expect(stamps.first()).toBeVisible();
      await expect(stamps.first()).toHaveText(/(noon|midnight|[ap]\.m\.) [A-Z]{3}, [A-Z][a-z]{2}\u00a0\d/);
      await expect(page.locator('.age, .badge:visible')).toHaveCount(0);
      for (const summary of await page.locator('summary').all()) {
        await summary.click();
        await expect(summary.locator('..').locator('table, ul').first()).toBeVisible();
      }
    });
  }
});

test.describe('by keyboard', () => {
  test('the first stop leads past the navigation', async ({ page }) => {
    await page.goto(addressOf('sample', 'a grid'));
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to content' });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.locator('main')).toBeFocused();
  });

  test('details open, and a table wider than its page can be reached', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(addressOf('sample', 'a final day'));
    const summary = page.getByText('Table of the hours');
    await summary.focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('#hours table')).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(page.locator('#hours .scroll')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => page.locator('#hours .scroll').evaluate((box) => box.scrollLeft))
      .toBeGreaterThan(0);
  });
});
