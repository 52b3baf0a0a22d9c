/** A day of a grid in somebody else's page: the latest, or one that the address names. */
import { expect, test } from '@playwright/test';
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import { balancingAuthorities, published } from './built-site.ts';
import { urlOf } from './sites.ts';

const embed = () => `${urlOf('sample')}/embed/erco/`;

test('an embedded grid shows its latest day, without JavaScript too', async ({ browser }) => {
  const { headline } = published<PulseSnapshot>('sample', 'erco/pulse/latest.json');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(embed());
  await expect(page.getByRole('heading')).toHaveText(headline);
  await expect(page.locator('svg.chart')).toBeVisible();
  await expect(page.locator('time')).toHaveAttribute('data-as-of', 'demand');
  await context.close();
});

test('an address with a date freezes that day, and gives the code to paste', async ({ page }) => {
  const dates = balancingAuthorities('sample').find(({ code }) => code === 'ERCO')?.pulseDates ?? [];
  const date = dates[1] as string;
  const { headline } = published<PulseSnapshot>('sample', `erco/pulse/${date}.json`);
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(`${embed()}?date=${date}&theme=dark`);
  await expect(page.getByRole('heading')).toHaveText(headline);
  await expect(page.locator('svg.chart')).toBeVisible();
  await expect(page.getByRole('link', { name: headline })).toHaveAttribute('href', `/ba/erco/pulse/${date}/`);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('textbox')).toHaveValue(
    new RegExp(`^<iframe src="[^"]+/embed/erco/\\?date=${date}`),
  );
  expect(complaints).toEqual([]);
});

test('a frame of another page holds it and shows no code to paste', async ({ page }) => {
  await page.goto(`${urlOf('sample')}/404.html`);
  await page.evaluate((src) => {
    const frame = document.createElement('iframe');
    frame.src = src;
    document.body.append(frame);
  }, embed());
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('svg.chart')).toBeVisible();
  await expect(frame.getByRole('textbox')).toHaveCount(0);
});

test('a day that is not there says so and shows the latest', async ({ page }) => {
  await page.goto(`${embed()}?date=1999-01-01`);
  await expect(page.getByRole('status')).toContainText('no pulse of Friday, January 1, 1999');
});
