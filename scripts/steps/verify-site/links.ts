import type { Candidate } from './candidate.ts';

const LINK = /<(?:a|link|script|img|iframe|use|source)\b[^>]*?\s(?:href|src)="([^"]+)"/g;
const ID = /\sid="?([^"\s>]+)/g;
const NOWHERE = 'http://nowhere.invalid';
/** What most links are, and a URL would leave as it is. */
const PLAIN_PATH = /^\/(?:[a-z0-9_-][a-z0-9._-]*\/)*(?:[a-z0-9_-][a-z0-9._-]*)?$/i;
const plain = (pathname: string) => ({ origin: NOWHERE, pathname, hash: '' });

/** Follows the links of pages to files of the same site and to places in them. */
export function linkChecker(site: Candidate, basePath: string) {
  const base = basePath.replace(/\/+$/, '');
  const idsOfPages = new Map<string, ReadonlySet<string>>();
  const idsOf = (page: string): ReadonlySet<string> => {
    let ids = idsOfPages.get(page);
    if (!ids) idsOfPages.set(page, (ids = idsIn(site.read(page))));
    return ids;
  };

  // Most links of most pages are the same few, and begin at the site's root.
  const verdicts = new Map<string, string | null>();
  const problemWith = (href: string, page: string, ownIds: ReadonlySet<string>): string | null => {
    if (!href.startsWith('/')) return problemFrom(href, page, ownIds);
    let verdict = verdicts.get(href);
    if (verdict === undefined) verdicts.set(href, (verdict = problemFrom(href, page, ownIds)));
    return verdict;
  };
  const problemFrom = (href: string, page: string, ownIds: ReadonlySet<string>): string | null => {
    const { origin, pathname, hash } = PLAIN_PATH.test(href)
      ? plain(href)
      : new URL(href.replaceAll('&amp;', '&'), `${NOWHERE}${base}/${page}`);
    if (origin !== NOWHERE) return null;
    if (!`${pathname}/`.startsWith(`${base}/`)) return `leads out of the site, to ${pathname}`;
    const path = decodeURIComponent(pathname).slice(base.length + 1);
    const target = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    if (!site.has(target)) return `leads to ${target}, which is not there`;
    const fragment = decodeURIComponent(hash.slice(1));
    if (fragment === '' || !target.endsWith('.html')) return null;
    const ids = target === page ? ownIds : idsOf(target);
    return ids.has(fragment) ? null : `leads to #${fragment} of ${target}, which has no such place`;
  };

  /** What is wrong with the links of a page. */
  return (page: string, html: string): string[] => {
    const ownIds = idsIn(html);
    const hrefs = new Set([...html.matchAll(LINK)].map((match) => match[1] as string));
    return [...hrefs].flatMap((href) => problemWith(href, page, ownIds) ?? []);
  };
}

const idsIn = (html: string): ReadonlySet<string> =>
  new Set([...html.matchAll(ID)].map((match) => match[1] as string));
