import type { APIRoute } from 'astro';
import { feedOf } from '../../../components/feed.ts';
import { balancingAuthorityPaths, snapshots } from '../../../components/site.ts';
import { slugOf } from '../../../grid/balancing-authority.ts';
import type { BalancingAuthorityEntry } from '../../../snapshots/balancing-authorities.ts';

const DAYS_IN_FEED = 30;

export const getStaticPaths = balancingAuthorityPaths;

export const GET: APIRoute<{ ba: BalancingAuthorityEntry }> = ({ props: { ba } }) =>
  feedOf({
    title: `GridPulse: ${ba.name}`,
    description: `What happened on the grid of ${ba.name} (${ba.code}), day by day.`,
    path: `/ba/${slugOf(ba.code)}/feed.xml`,
    pulses: ba.pulseDates.slice(-DAYS_IN_FEED).map((date) => snapshots.readPulse(ba.code, date)),
  });
