import type { APIRoute } from 'astro';
import { feedOf } from '../../../components/feed.ts';
import { type GridOfDays, gridPaths, snapshots } from '../../../components/site.ts';
import { DAYS_IN_FEED } from '../../../components/site-plan.ts';
import { slugOf } from '../../../grid/balancing-authority.ts';

export const getStaticPaths = gridPaths('pulses');

export const GET: APIRoute<{ ba: GridOfDays }> = ({ props: { ba } }) =>
  feedOf({
    title: `GridPulse: ${ba.name}`,
    description: `What happened on the grid of ${ba.name} (${ba.code}), day by day.`,
    path: `/ba/${slugOf(ba.code)}/feed.xml`,
    pulses: ba.pulseDates.slice(-DAYS_IN_FEED).map((date) => snapshots.readPulseWords(ba.code, date)),
  });
