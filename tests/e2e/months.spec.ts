/** A month whose days have no pages of their own any more, on a site that neared its budget. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { barriers, htmlFaults, misdeedsOf, overhang } from './page-faults.ts';
import { FOLDED, originOf } from './sites.ts';
import { beyondTypefaces } from './typefaces.ts';

const ORIGIN = originOf(FOLDED);
const MONTHS = '/ba/ciso/pulse/month/';
const months = () => readdirSync(join(FOLDED.dir, 'dist', MONTHS)).sort();
/** With a neighbor on each side. */
const MONTH = `${MONTHS}2026-02/`;

test('months are folded, and valid HTML', async () => {
  expect(months()).toEqual(['2025-12', '2026-01', '2026-02', '2026-03']);
  for (const month of months()) {
    const file = join(FOLDED.dir, 'dist', MONTHS, month, 'index.html');
    expect(await htmlFaults(readFileSync(file, 'utf8')), month).toEqual([]);
  }
});

for (const width of [360, 768, 1440]) {
  test(`a month at ${width} px: whole, quiet and no wider`, async ({ page }) => {
    const misdeeds = misdeedsOf(page, ORIGIN);
    await page.setViewportSize({ width, height: 900 });
    await page.goto(ORIGIN + MONTH, { waitUntil: 'networkidle' });
    expect(misdeeds).toEqual([]);
    expect(await overhang(page)).toBe(0);
    expect(await beyondTypefaces(page)).toEqual([]);
    await expect(page.locator('h1')).toHaveText('February 2026, day by day');
    await expect(page.locator('.month-day')).toHaveCount(28);
    await expect(page.locator('.pager a')).toHaveText(['← January 2026', 'All days', 'March 2026 →']);
  });
}

test('a month: no barrier that axe can find', async ({ page }) => {
  test.slow();
  await page.goto(ORIGIN + MONTH, { waitUntil: 'networkidle' });
  expect(await barriers(page, [360, 768, 1440])).toEqual([]);
});

for (const kind of ['pulse', 'ducks']) {
  test(`the address of a day (${kind}) leads to its place in its month`, async ({ page }) => {
    await page.goto(`${ORIGIN}/ba/ciso/${kind}/2026-02-17/`);
    await page.waitForURL(`${ORIGIN}${MONTH}#day-2026-02-17`);
    await expect(page.locator('#day-2026-02-17')).toBeInViewport();
    await expect(page.locator('#day-2026-02-17 .kicker')).toContainText('February 17, 2026');
  });
}
