/** Two to four grids side by side: from the address, by the fields, and without JavaScript. */
import { expect, test } from '@playwright/test';
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import { published } from './built-site.ts';

test('an address with two grids shows both, figure by figure as their pulses say', async ({ page }) => {
  await page.goto('/compare/?ba=ciso,erco');
  const table = page.getByRole('region', { name: 'Table: grids compared' });
  await expect(table.getByRole('columnheader')).toHaveText(['California ISO CISO', 'Texas (ERCOT) ERCO']);
  for (const [i, code] of ['ciso', 'erco'].entries()) {
    const pulse = published<PulseSnapshot>('sample', `${code}/pulse/latest.json`);
    const cellOf = (row: string) => table.locator('tr', { hasText: row }).locator('td').nth(i);
    if (pulse.peak) {
      await expect(cellOf('Highest demand')).toContainText(`${(pulse.peak.demandMwh / 1000).toFixed(1)} GW`);
    }
    if (pulse.carbonIntensity) {
      const grams = Math.round(pulse.carbonIntensity.directKgPerMwh);
      await expect(cellOf('Carbon intensity, direct')).toHaveText(`${grams} g/kWh`);
    }
  }
  await expect(page.locator('svg.overlay')).toHaveCount(2);
  await expect(page.locator('svg.overlay').first().locator('.overlay-line')).toHaveCount(2);
});

test('what is chosen by keyboard goes into the address, and comes back from it', async ({ page }) => {
  await page.goto('/compare/');
  await expect(page.locator('.compare-said')).toHaveText('Choose two to four grids.');
  await page.getByLabel('First grid').focus();
  await page.keyboard.type('PJM');
  await page.getByLabel('Second grid').selectOption('MISO');
  await expect(page).toHaveURL(/\?ba=pjm,miso$/);
  await page.getByLabel('gigawatts').check();
  await expect(page).toHaveURL(/\?ba=pjm,miso&scale=gw$/);
  await expect(page.getByRole('heading', { name: 'Demand, GW' })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Second grid')).toHaveValue('MISO');
  await expect(page.getByRole('heading', { name: 'Demand, GW' })).toBeVisible();
});

test('a view that is saved is listed in the settings', async ({ page }) => {
  await page.goto('/compare/?ba=ciso,erco');
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.goto('/settings/');
  await page.getByRole('link', { name: 'California ISO, Texas (ERCOT)' }).click();
  await expect(page).toHaveURL(/\/compare\/\?ba=ciso,erco$/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('it says what to do, and leads to the grids', async ({ page }) => {
    await page.goto('/compare/?ba=ciso,erco');
    await expect(page.locator('noscript p')).toContainText('needs JavaScript');
    await expect(page.locator('noscript p')).toBeVisible();
    await expect(page.locator('select:visible')).toHaveCount(0);
    await page.getByRole('link', { name: 'California ISO' }).click();
    await expect(page).toHaveURL(/\/ba\/ciso\/$/);
  });
});
