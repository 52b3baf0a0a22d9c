/** Sitemaps as sitemaps.org has them: at most 50,000 addresses each, so every grid has its own. */

import { escapeMarkup } from './escape-markup.ts';

const XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

const document = (root: string, entry: string, addresses: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${XMLNS}>\n${addresses
    .map((address) => `<${entry}><loc>${escapeMarkup(address)}</loc></${entry}>\n`)
    .join('')}</${root}>\n`;

/** Of full addresses of pages. */
export const sitemap = (pages: readonly string[]): string => document('urlset', 'url', pages);

/** Of full addresses of sitemaps. */
export const sitemapIndex = (sitemaps: readonly string[]): string =>
  document('sitemapindex', 'sitemap', sitemaps);
