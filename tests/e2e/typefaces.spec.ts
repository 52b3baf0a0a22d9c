/** The typefaces are small, have what they declare, and declare what pages show. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { distOf, filesOf, fileText, siteNames } from './built-site.ts';
import { asOnLaterPages, facesOf, missingIn } from './typefaces.ts';

const MOST_BYTES_OF_BOTH = 32_000;

/** The text of a page, with the few entities that are written in it. */
const textOf = (html: string): string =>
  html
    .replace(/<(script|noscript)\b.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', '\u00a0');

for (const site of siteNames) {
  test(`${site}: no page has a character that the typefaces were cut without`, () => {
    const missing = new Map<string, string>();
    for (const path of filesOf(site)) {
      if (!path.endsWith('.html')) continue;
      for (const character of missingIn('Inter', textOf(fileText(site, path)))) missing.set(character, path);
    }
    expect([...missing]).toEqual([]);
  });
}

test('both together stay small', () => {
  const bytes = [...filesOf('sample')]
    .filter((path) => /\/(inter|newsreader)\.[^/]*\.woff2$/.test(path))
    .map((path) => statSync(join(distOf('sample'), path)).size);
  expect(bytes).toHaveLength(2);
  expect(bytes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(MOST_BYTES_OF_BOTH);
});

test('every declared character is drawn by the typefaces themselves', async ({ page }) => {
  // The rule that a late typeface is left out is no matter here.
  await page.route('**/*.css', async (route) => {
    const response = await route.fetch();
    const css = await response.text();
    await route.fulfill({ response, body: css.replaceAll('font-display:optional', 'font-display:block') });
  });
  await page.goto('/about/');
  await asOnLaterPages(page);
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  for (const [family, selector] of [
    ['Inter', '.foot p'],
    ['Newsreader', 'h1'],
  ] as const) {
    const text = facesOf(family)
      .flatMap(({ characters }) => [...characters])
      .join('');
    await page
      .locator(selector)
      .first()
      .evaluate((element, shown) => {
        element.textContent = shown;
      }, text);
    await page.evaluate(() => document.fonts.ready);
    const { root } = await session.send('DOM.getDocument');
    const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
    const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
    expect(fonts.filter(({ isCustomFont }) => !isCustomFont)).toEqual([]);
    expect(fonts.reduce((sum, { glyphCount }) => sum + glyphCount, 0)).toBeGreaterThan(80);
  }
});

const familyOf = (page: Page, selector: string): Promise<string | undefined> =>
  page.evaluate((of) => {
    const element = document.querySelector(of);
    return element ? getComputedStyle(element).fontFamily.split(',')[0] : undefined;
  }, selector);

/** Addresses of the typefaces that a page asks for from now on; a service worker that passes one on asks again. */
function typefacesAsked(page: Page): ReadonlySet<string> {
  const asked = new Set<string>();
  page.on('request', (request) => {
    if (request.url().endsWith('.woff2')) asked.add(request.url());
  });
  return asked;
}

test('a page whose scripts do not come has the typefaces of the system', async ({ page }) => {
  const asked = typefacesAsked(page);
  await page.route('**/_astro/*.js', (route) => route.abort());
  await page.goto('/');
  expect(await familyOf(page, 'h1')).toMatch(/Iowan/);
  expect([...asked]).toEqual([]);
});

test('a first page does without the typefaces and fetches them for the next', async ({ page }) => {
  const asked = typefacesAsked(page);
  await page.goto('/');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('gridpulse:typefaces'))).toBe('fetched');
  expect([...asked]).toHaveLength(2);
  expect(await familyOf(page, 'h1'), 'nothing changes under the reader').toMatch(/Iowan/);

  await page.goto('/about/');
  expect(await familyOf(page, 'h1')).toBe('Newsreader');
  expect(await familyOf(page, '.foot p')).toBe('Inter');
  expect(
    await page.evaluate(() => document.fonts.check('1em Newsreader') && document.fonts.check('1em Inter')),
  ).toBe(true);
});

test('a reader who saves data is not sent the typefaces', async ({ page }) => {
  const asked = typefacesAsked(page);
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  expect([...asked]).toEqual([]);
});
