import type { APIRoute } from 'astro';
import { hasOwnPicture } from '../../../components/share.ts';
import { shareImage } from '../../../components/share-image.ts';
import { balancingAuthorities, dayPaths, knowsItsAddress, snapshots } from '../../../components/site.ts';
import { longDate, tied } from '../../../components/wording.ts';

/** Only of the last days: a picture takes as long as ten pages. */
export const getStaticPaths = () =>
  knowsItsAddress
    ? dayPaths('pulse', 'og').filter(({ params: { date }, props: { code } }) => hasOwnPicture(code, date))
    : [];

export const GET: APIRoute<{ code: string }> = ({ props: { code }, params }) => {
  const pulse = snapshots.readPulse(code, params['date'] as string);
  return shareImage({
    kicker: `${pulse.balancingAuthority.name} · ${longDate(pulse.date)}`,
    headline: tied(pulse.headline),
    pulse,
    isSample: balancingAuthorities().provenance === 'synthetic',
  });
};
