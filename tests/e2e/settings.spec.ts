/** What a reader prefers: kept in the browser, put to work on every page, carried by a link. */
import { expect, test } from '@playwright/test';

const paper = (page: import('@playwright/test').Page) =>
  page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);

test('colors that are chosen hold against the system, on every page and from its first line', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/settings/');
  const light = await paper(page);
  await page.getByLabel('dark', { exact: true }).check();
  const dark = await paper(page);
  expect(dark).not.toBe(light);
  await page.goto('/ba/erco/');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('meta[name="theme-color"][media="all"]')).toHaveAttribute('content', '#15161a');
  expect(await paper(page)).toBe(dark);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/settings/');
  await page.getByLabel('as this device').check();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');
  expect(await paper(page)).toBe(dark);
  await page.getByLabel('light', { exact: true }).check();
  expect(await paper(page)).toBe(light);
});

test('units, clock and own grid are those of the reader', async ({ browser }) => {
  const context = await browser.newContext({ timezoneId: 'Europe/Berlin', locale: 'en-US' });
  const page = await context.newPage();
  await page.goto('/settings/');
  await page.getByLabel('always megawatts').check();
  await page.getByLabel('pounds per megawatt-hour').check();
  await page.getByLabel('the time of this device').check();
  await expect(page.getByRole('combobox', { name: 'Grid' }).locator('option')).not.toHaveCount(1);
  await page.getByRole('combobox', { name: 'Grid' }).selectOption('ERCO');
  await expect(page.locator('.settings-said')).toHaveText('Kept in this browser.');
  await page.goto('/');
  const erco = page.locator('.grids li:has(a[href="/ba/erco/"])');
  const mw = Number(await erco.locator('data[data-unit="MW"]').getAttribute('value'));
  await expect(erco.locator('data[data-unit="MW"]')).toHaveText(
    `${Math.round(mw).toLocaleString('en-US')} MW`,
  );
  const grams = Number(await erco.locator('data[data-unit="g/kWh figure"]').getAttribute('value'));
  await expect(erco.locator('data[data-unit="g/kWh figure"]')).toHaveText(
    String(Math.round(grams * 2.2046226)),
  );
  await expect(erco).toContainText('lb CO₂/MWh');
  await expect(erco.locator('time').first()).toContainText('GMT+2');
  await expect(page.locator('.search-found a')).toHaveText('Texas (ERCOT)');
  // Berlin is two hours ahead in summer.
  const stamp = page.locator('time[data-as-of]').first();
  await stamp.evaluate((time: HTMLTimeElement) => {
    time.dateTime = '2026-06-14T10:00:00Z';
    dispatchEvent(new Event('gridpulse:settings'));
  });
  await expect(stamp).toHaveText('noon GMT+2, Jun 14');
  await context.close();
});

test('a link carries settings to another browser, which asks first', async ({ page, browser }) => {
  await page.goto('/settings/');
  await page.getByLabel('always gigawatts').check();
  const link = await page.getByLabel('Link').inputValue();
  expect(link).toContain('/settings/#settings=');
  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await expect(other.getByText('This link carries settings.')).toBeVisible();
  await expect(other.getByLabel('always gigawatts')).not.toBeChecked();
  await other.getByRole('button', { name: 'Take them over' }).click();
  await expect(other.getByLabel('always gigawatts')).toBeChecked();
  await expect(other).toHaveURL(/\/settings\/$/);
  await other.getByRole('button', { name: 'Forget all settings' }).click();
  await expect(other.getByLabel('always gigawatts')).not.toBeChecked();
  await other.context().close();
});

test('the nearest grid is found on the device', async ({ page, context }) => {
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: 47.62, longitude: -122.34 });
  await page.goto('/settings/');
  await page.getByRole('button', { name: 'Use my location' }).click();
  await expect(page.locator('.settings-said')).toContainText('whose city Seattle, WA is the nearest');
  await expect(page.getByRole('combobox', { name: 'Grid' })).toHaveValue('SCL');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('no control pretends to work', async ({ page }) => {
    await page.goto('/settings/');
    await expect(page.locator('noscript p')).toContainText('Settings need JavaScript.');
    await expect(page.locator('noscript p')).toBeVisible();
    await expect(page.locator('main input:visible, main select:visible, main button:visible')).toHaveCount(0);
  });
});
