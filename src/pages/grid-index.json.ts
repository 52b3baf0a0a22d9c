import type { APIRoute } from 'astro';
import { indexedGrid } from '../components/grid-index.ts';
import { balancingAuthorities } from '../components/site.ts';

export const GET: APIRoute = () =>
  new Response(JSON.stringify(balancingAuthorities().balancingAuthorities.map(indexedGrid)), {
    headers: { 'content-type': 'application/json' },
  });
