/** Pages in the words of schema.org. */
import { hourToIso, localDay } from '../grid/hour.ts';
import type { BalancingAuthorityEntry } from '../snapshots/balancing-authorities.ts';
import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { baPath, filePath, full } from './site.ts';

const LICENSE = 'https://creativecommons.org/licenses/by/4.0/';

/** A day's pulse, at the page's own address. It is dated by the end of its day: no stamp of a page comes from its making. */
export function newsArticle({ balancingAuthority: { timezone }, date, headline, updates }: PulseSnapshot) {
  const day = localDay(date, timezone);
  const published = hourToIso(day.firstHour + day.hourCount - 1);
  return {
    '@type': 'NewsArticle',
    headline,
    datePublished: published,
    ...(updates[0] ? { dateModified: updates[0].seenAt } : {}),
  };
}

/** All hours of a grid, as files. */
export function gridDataset({ code, name, hourlyMonths }: BalancingAuthorityEntry) {
  const [first, last] = [hourlyMonths[0], hourlyMonths.at(-1)];
  return {
    '@type': 'Dataset',
    name: `${name} (${code}): hourly demand, generation by source, interchange`,
    description: `Hourly values of form EIA-930 as ${name} reported them, with the hours that screening does not believe marked.`,
    url: full(baPath(code)),
    license: LICENSE,
    isAccessibleForFree: true,
    creator: { '@type': 'Organization', name: 'GridPulse' },
    ...(first && last ? { temporalCoverage: `${first}/${last}` } : {}),
    distribution: hourlyMonths
      .toReversed()
      .slice(0, 3)
      .map((month) => ({
        '@type': 'DataDownload',
        encodingFormat: 'text/csv',
        contentUrl: full(filePath(code, `hourly/${month}.csv`)),
      })),
  };
}
