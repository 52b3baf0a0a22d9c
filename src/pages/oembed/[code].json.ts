import type { APIRoute } from 'astro';
import { embedPath, shareImagePath } from '../../components/share.ts';
import { full, type GridOfDays, gridPaths, knowsItsAddress, path } from '../../components/site.ts';
import { oembed } from '../../formats/oembed.ts';

export const getStaticPaths = () => (knowsItsAddress ? gridPaths('pulses')() : []);

export const GET: APIRoute<{ ba: GridOfDays }> = ({ props: { ba } }) =>
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
