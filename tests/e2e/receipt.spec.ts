/** The receipt of a pulse, shown on its page when a reader asks for it. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import { published } from './built-site.ts';
import { urlOf } from './sites.ts';

const pulse = () => published<PulseSnapshot>('sample', 'erco/pulse/latest.json');
const addressOf = ({ date }: PulseSnapshot) => `${urlOf('sample')}/ba/erco/pulse/${date}/`;

test('names the rule, inputs, rows and hash of every sentence', async ({ page }) => {
  const { receipt, ...latest } = pulse();
  await page.goto(addressOf({ receipt, ...latest }));
  await page.getByText('Receipt: how each sentence was made').click();
  const rows = page.locator('.receipt tbody tr');
  await expect(rows).toHaveCount(receipt.length);
  for (const [i, { rule, inputs, rows: from }] of receipt.entries()) {
    await expect(rows.nth(i)).toContainText(rule);
    await expect(rows.nth(i)).toContainText(from.hash);
    for (const [name, value] of Object.entries(inputs))
      await expect(rows.nth(i)).toContainText(`${name} ${value ?? 'unknown'}`);
  }
  const { violations } = await new AxeBuilder({ page }).include('.receipt').setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test('without its file leaves the rules and the link to that file', async ({ page }) => {
  const latest = pulse();
  await page.route(/pulse\/[\d-]+\.json$/, (route) => route.abort());
  await page.goto(addressOf(latest));
  await page.getByText('Receipt: how each sentence was made').click();
  await expect(page.locator('.receipt li').first()).toContainText(latest.receipt[0]?.rule ?? '');
  await expect(page.locator('.receipt tbody tr')).toHaveCount(0);
});
