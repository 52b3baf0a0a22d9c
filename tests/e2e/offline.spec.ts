/** A page that was read stays readable without a network, and says how old it is by now. */
import { expect, test } from '@playwright/test';
import { SITES, urlOf } from './sites.ts';

test('a page that was read is there without a network, with its true age; another one says that it was not kept', async ({
  browser,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.clock.setFixedTime(SITES.sample.now);
  const address = `${urlOf('sample')}/ba/erco/`;
  await page.goto(address);
  await page.evaluate(() => navigator.serviceWorker.ready);
  // The first visit came before the keeper; the second is kept.
  await page.reload();
  const title = await page.title();
  await expect.poll(() => page.evaluate(async (url) => Boolean(await caches.match(url)), address)).toBe(true);

  await context.setOffline(true);
  await page.clock.setFixedTime(Date.parse(SITES.sample.now) + 5 * 24 * 3_600_000);
  await page.reload();
  expect(await page.title()).toBe(title);
  await expect(page.locator('.age').first()).toContainText(/\d days ago/);
  // After a reload without a network, Chromium's service worker has one again until it is taken away anew.
  await context.setOffline(false);
  await context.setOffline(true);
  await page.goto(`${urlOf('sample')}/ba/pjm/`);
  await expect(page.getByRole('heading')).toHaveText('No network, and this page was not kept');
  await context.close();
});
