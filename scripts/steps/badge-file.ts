import { badgeSvg } from '../../src/formats/badge-svg.ts';
import { badgeSnapshot } from '../../src/snapshots/badge.ts';
import type { StatusSnapshot } from '../../src/snapshots/status.ts';
import { snapshotPath, writeFileAtomically, writeSnapshot } from '../../src/snapshots/write.ts';

/** All of them dark enough for white letters. */
const COLORS = { whole: '1f6f43', partial: '8a5a00', sample: '555555' } as const;

/**
 * How far the data reach, for somebody else's page: a file for shields.io and the picture itself. It names the
 * instant rather than an age, which a static file cannot know.
 */
export function writeBadge(directory: string, status: StatusSnapshot): void {
  const isSample = status.provenance === 'synthetic';
  const isWhole = status.runs[0]?.outcome === 'succeeded';
  const badge = writeSnapshot(directory, 'badge.json', badgeSnapshot, {
    schemaVersion: 1,
    label: isSample ? 'US grid (invented sample)' : 'US grid',
    message: messageOf(status),
    color: COLORS[isSample ? 'sample' : isWhole ? 'whole' : 'partial'],
    isError: !isSample && !isWhole,
  });
  writeFileAtomically(snapshotPath(directory, 'badge.svg'), badgeSvg(badge));
}

function messageOf({ balancingAuthorities }: StatusSnapshot): string {
  const ends = balancingAuthorities.flatMap(({ series }) =>
    series.flatMap(({ family, asOf }) => (family === 'demand' && asOf ? [asOf] : [])),
  );
  const latest = ends.sort().at(-1);
  return latest ? `demand as of ${latest.slice(0, 16).replace('T', ' ')} UTC` : 'no data';
}
