import type { APIRoute } from 'astro';
import { shareImage } from '../../components/share-image.ts';
import {
  balancingAuthorities,
  type GridOfDays,
  gridPaths,
  knowsItsAddress,
  snapshots,
} from '../../components/site.ts';

export const getStaticPaths = () => (knowsItsAddress ? gridPaths('pulses')() : []);

/** The name and the curve of the latest day, but no words of it: days older than a week share this picture. */
export const GET: APIRoute<{ ba: GridOfDays }> = ({ props: { ba } }) => {
  const date = ba.pulseDates.at(-1);
  return shareImage({
    kicker: `${ba.code} · the power grid, hour by hour`,
    headline: ba.name,
    pulse: date ? snapshots.readPulse(ba.code, date) : null,
    isSample: balancingAuthorities().provenance === 'synthetic',
  });
};
