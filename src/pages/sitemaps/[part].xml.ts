import type { APIRoute } from 'astro';
import { commonPaths } from '../../components/site.ts';
import { sitemapParts } from '../../components/sitemap.ts';
import { sitemap, sitemapIndex } from '../../formats/sitemap.ts';

export const getStaticPaths = () =>
  commonPaths(() => sitemapParts().map((part) => ({ params: { part: part.name }, props: part })));

export const GET: APIRoute = ({ props }) => {
  const { lists, addresses } = props as { lists: boolean; addresses: string[] };
  return new Response(lists ? sitemapIndex(addresses) : sitemap(addresses), {
    headers: { 'Content-Type': 'application/xml; charset=utf-8' },
  });
};
