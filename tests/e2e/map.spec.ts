/** The map of the home page: each grid a link of its own name, by pointer, keyboard and screen reader. */
import { expect, test } from '@playwright/test';
import { balancingAuthorities } from './built-site.ts';

const SMALLEST_TARGET_PX = 24;

for (const [width, kind] of [
  [360, 'narrow'],
  [768, 'wide'],
  [1440, 'wide'],
] as const) {
  test(`at ${width} px every active grid is a target of its own`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/');
    await expect(page.locator('svg.map:visible')).toHaveClass(`map map-${kind}`);
    const links = page.locator('svg.map:visible a');
    const active = balancingAuthorities('sample').filter(
      (ba) => ba.active && ba.kind === 'balancing-authority',
    );
    await expect(links).toHaveCount(active.length);
    const boxes = await links.evaluateAll((all) =>
      all.map((link) => {
        const { x, y, width: w, height: h } = link.getBoundingClientRect();
        return { x: x + w / 2, y: y + h / 2, size: Math.min(w, h), name: link.getAttribute('aria-label') };
      }),
    );
    for (const box of boxes) {
      expect(box.name).toMatch(/^[^:]+: .+/);
      expect(box.size, box.name ?? '').toBeGreaterThanOrEqual(SMALLEST_TARGET_PX - 0.5);
    }
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const apart = Math.hypot(a.x - b.x, a.y - b.y);
        expect(apart, `${a.name} and ${b.name}`).toBeGreaterThanOrEqual(SMALLEST_TARGET_PX - 1);
      }
    }
  });
}

test('a circle that is reached by keyboard says its figures and leads to its page', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'The same as a list' }).focus();
  await page.keyboard.press('Tab');
  const first = page.locator('svg.map:visible a').first();
  await expect(first).toBeFocused();
  const name = (await first.getAttribute('aria-label')) as string;
  await expect(page.locator('.map-said')).toHaveText(name);
  await page.keyboard.press('Tab');
  await expect(page.locator('svg.map:visible a').nth(1)).toBeFocused();
  await expect(page.locator('.map-said')).not.toHaveText(name);
  await page.keyboard.press('Shift+Tab');
  const href = (await first.getAttribute('href')) as string;
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${href}$`));
});

test('the list says of every circle what the map says', async ({ page }) => {
  await page.goto('/');
  const hrefs = await page
    .locator('svg.map:visible a')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  for (const href of hrefs)
    await expect(
      page.locator(`#grids ~ * a[href="${href}"], section a[href="${href}"]`).first(),
    ).toBeAttached();
});
