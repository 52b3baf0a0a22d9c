/** What may be amiss with a page, whichever site it is of. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { HtmlValidate } from 'html-validate';

/** What a page must not do, written down while it is looked at. */
export function misdeedsOf(page: Page, origin: string): string[] {
  const misdeeds: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) misdeeds.push(message.text());
  });
  page.on('pageerror', (error) => misdeeds.push(String(error)));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) misdeeds.push(`asked ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) misdeeds.push(`${response.status()} for ${response.url()}`);
  });
  return misdeeds;
}

/** Pixels by which a page is wider than its window. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds by all rules, or by some. */
async function found(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } });
  // One document without frames: no second page has to be opened to gather results.
  axe.setLegacyMode(true);
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(WCAG_22_AA)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html)}`);
}

/** Barriers of a page at some widths, light and dark; the theme changes nothing but contrast. */
export async function barriers(page: Page, widths: readonly number[]): Promise<string[]> {
  const all: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const [colorScheme, rules] of [['light'], ['dark', ['color-contrast']]] as const) {
      await page.emulateMedia({ colorScheme });
      const here = await found(page, rules && [...rules]);
      all.push(...here.map((barrier) => `${width} px, ${colorScheme}: ${barrier}`));
    }
  }
  return all;
}

/**
 * The rules of the standard. Off is what it lets one leave out (end tags and quotes, which the tables of an
 * archive do leave out), and what is a matter of style.
 */
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard'],
  rules: { 'no-implicit-close': 'off', 'attr-quotes': 'off', 'long-title': 'off' },
});

/** Where a page is not valid HTML. */
export async function htmlFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}
