import type { APIRoute } from 'astro';
import { knowsItsAddress } from '../components/site.ts';
import { sitemapAddress } from '../components/sitemap.ts';

/** A sitemap is named by its full address or not at all. */
export const GET: APIRoute = () => {
  const lines = ['User-agent: *', 'Allow: /'];
  if (knowsItsAddress) lines.push(`Sitemap: ${sitemapAddress('index')}`);
  return new Response(`${lines.join('\n')}\n`);
};
