/** oEmbed 1.0 as static files: a "rich" answer is an iframe. */

import { escapeMarkup } from './escape-markup.ts';

export interface OembedOrder {
  title: string;
  /** Full addresses. */
  siteUrl: string;
  embedUrl: string;
  thumbnailUrl: string;
}

export const EMBED_WIDTH = 560;
export const EMBED_HEIGHT = 840;

/** What somebody pastes into a page of their own. */
export const embedCode = (title: string, embedUrl: string): string =>
  `<iframe src="${escapeMarkup(embedUrl)}" title="${escapeMarkup(title)}" width="${EMBED_WIDTH}" height="${EMBED_HEIGHT}" style="border:0;max-width:100%" loading="lazy"></iframe>`;

export const oembed = ({ title, siteUrl, embedUrl, thumbnailUrl }: OembedOrder) => ({
  version: '1.0',
  type: 'rich',
  provider_name: 'GridPulse',
  provider_url: siteUrl,
  title,
  html: embedCode(title, embedUrl),
  width: EMBED_WIDTH,
  height: EMBED_HEIGHT,
  thumbnail_url: thumbnailUrl,
  thumbnail_width: 1200,
  thumbnail_height: 630,
  cache_age: 3600,
});
