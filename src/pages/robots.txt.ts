import type { APIRoute } from 'astro';
import { sitemapAddress } from '../components/sitemap.ts';
import { readConfig } from '../config.ts';

/** A sitemap is named by its full address or not at all. */
export const GET: APIRoute = () => {
  const lines = ['User-agent: *', 'Allow: /'];
  if (readConfig().siteUrl) lines.push(`Sitemap: ${sitemapAddress('index')}`);
  return new Response(`${lines.join('\n')}\n`);
};
