/** Search for a grid: on the home page and where a page is not found. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

for (const address of ['/', '/404.html']) {
  test(`${address}: a city leads to its grid, by keyboard alone`, async ({ page }) => {
    await page.goto(address);
    await page.getByRole('searchbox', { name: 'Find your grid' }).focus();
    await page.keyboard.type('houston');
    await expect(page.locator('.search-said')).toHaveText('1 grid:');
    await expect(page.locator('.search-found li')).toHaveText('Texas (ERCOT) ERCO · Houston, TX');
    await expect(page).toHaveURL(/\?q=houston$/);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/ba\/erco\/$/);
  });
}

test('an address with words shows what they find, and says where nothing is', async ({ page }) => {
  await page.goto('/?q=oregon');
  await expect(page.getByRole('searchbox')).toHaveValue('oregon');
  await expect(page.locator('.search-found')).toContainText('Portland General');
  const { violations } = await new AxeBuilder({ page }).include('grid-search').setLegacyMode(true).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole('searchbox').fill('qqqq');
  await expect(page.locator('.search-said')).toContainText('No grid found');
  await expect(page.locator('.search-found li')).toHaveCount(0);
});

test('a location is looked up on the device: nothing is sent', async ({ page, context }) => {
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: 41.88, longitude: -87.63 });
  await page.goto('/', { waitUntil: 'networkidle' });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.getByRole('button', { name: 'Use my location' }).click();
  await expect(page.locator('.search-found li').first()).toContainText('PJM · Chicago, IL');
  // The list that is searched, and the browser's own request for the tab's icon, which it makes when it likes.
  const expected = ['/grid-index.json', '/favicon.svg'];
  expect(asked.filter((path) => !expected.includes(path))).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('there is a way to the full list instead of a dead field', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('searchbox')).toBeHidden();
    await page.getByRole('link', { name: 'All of them, by region' }).click();
    await expect(page).toHaveURL(/#grids$/);
  });
});
