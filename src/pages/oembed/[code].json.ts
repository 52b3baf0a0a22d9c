import type { APIRoute } from 'astro';
import { embedPath, shareImagePath } from '../../components/share.ts';
import { full, knowsItsAddress, path, pulseListPaths } from '../../components/site.ts';
import { oembed } from '../../formats/oembed.ts';
import type { BalancingAuthorityEntry } from '../../snapshots/balancing-authorities.ts';

export const getStaticPaths = () => (knowsItsAddress ? pulseListPaths() : []);

export const GET: APIRoute<{ ba: BalancingAuthorityEntry }> = ({ props: { ba } }) =>
  new Response(
    JSON.stringify(
      oembed({
        title: `${ba.name}: the latest day on the grid`,
        siteUrl: full(path('/')),
        embedUrl: full(embedPath(ba.code)),
        thumbnailUrl: full(shareImagePath(ba.code)),
      }),
    ),
    { headers: { 'Content-Type': 'application/json; charset=utf-8' } },
  );
