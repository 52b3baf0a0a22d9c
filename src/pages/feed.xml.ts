import type { APIRoute } from 'astro';
import { feedOf } from '../components/feed.ts';
import { balancingAuthorities, snapshots } from '../components/site.ts';

const DAYS_IN_FEED = 2;

export const GET: APIRoute = () =>
  feedOf({
    title: 'GridPulse: every grid',
    description: 'What happened on each grid of the Lower 48, day by day.',
    path: '/feed.xml',
    pulses: balancingAuthorities().balancingAuthorities.flatMap(({ code, pulseDates }) =>
      pulseDates.slice(-DAYS_IN_FEED).map((date) => snapshots.readPulseWords(code, date)),
    ),
  });
