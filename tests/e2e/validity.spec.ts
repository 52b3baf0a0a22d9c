/** A page of every kind is valid HTML. */
import { expect, test } from '@playwright/test';
import { fileText, PAGE_KINDS, siteNames } from './built-site.ts';
import { htmlFaults } from './page-faults.ts';

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
      expect(await htmlFaults(fileText(site, file))).toEqual([]);
    });
  }
}
