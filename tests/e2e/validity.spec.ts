/** A page of every kind is valid HTML. */
import { expect, test } from '@playwright/test';
import { HtmlValidate } from 'html-validate';
import { fileText, PAGE_KINDS, siteNames } from './built-site.ts';

/**
 * The rules of the standard. Off is what it lets one leave out (end tags and quotes, which the tables of an
 * archive do leave out), and what is a matter of style.
 */
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard'],
  rules: { 'no-implicit-close': 'off', 'attr-quotes': 'off', 'long-title': 'off' },
});

const PAGES: Record<string, () => string | null> = {
  'an embed': () => '/embed/ciso/',
  comparison: () => '/compare/',
  settings: () => '/settings/',
  data: () => '/data/',
  about: () => '/about/',
  'style guide': () => '/styleguide/',
};

for (const site of siteNames) {
  for (const [kind, pathOf] of Object.entries({ ...PAGE_KINDS, ...PAGES })) {
    test(`${site}: ${kind} is valid HTML`, async () => {
      const path = pathOf(site)?.split('?')[0] ?? null;
      test.skip(path === null, `the ${site} site has no such page: ${kind}`);
      const file = `${path}${(path ?? '').endsWith('/') ? 'index.html' : ''}`;
      const { results } = await validator.validateString(fileText(site, file));
      const found = results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
      );
      expect(found).toEqual([]);
    });
  }
}
