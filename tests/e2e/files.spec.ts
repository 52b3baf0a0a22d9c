/** The built files themselves: every link leads somewhere, nothing inline, feeds as readers of feeds want them. */
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { DaysSnapshot } from '../../src/snapshots/days.ts';
import type { PulseSnapshot } from '../../src/snapshots/pulse.ts';
import {
  balancingAuthorities,
  filesOf,
  fileText,
  leadsToFile,
  published,
  type SiteName,
  siteNames,
} from './built-site.ts';

const LINK = /<(?:a|link|script|img|use|source)\b[^>]*?\s(?:href|src)="([^"]+)"/g;
const ID = /\sid="?([^"\s>]+)/g;
const INLINE =
  /<[a-z][^>]*?\s(?:style|on[a-z]+)=|<style|<script(?![^>]*\s(?:src=|type="application\/ld\+json"))/i;
const NOWHERE = 'http://nowhere.invalid';

const captured = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] as string);

interface Link {
  from: string;
  pathname: string;
  fragment: string;
}

function linksOf(from: string, html: string): Link[] {
  return [...new Set(captured(html, LINK))]
    .map((href) => new URL(href.replaceAll('&amp;', '&'), NOWHERE + from.replace(/index\.html$/, '')))
    .filter(({ origin }) => origin === NOWHERE)
    .map(({ pathname, hash }) => ({ from, pathname, fragment: decodeURIComponent(hash.slice(1)) }));
}

interface FeedItem {
  title: string;
  link: string;
  guid: { '#text': string; isPermaLink: string };
  pubDate: string;
}

function feedOf(site: SiteName, path: string): { channel: Record<string, unknown>; items: FeedItem[] } {
  const xml = fileText(site, path);
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    isArray: (name) => name === 'item',
  });
  const { channel } = parser.parse(xml).rss;
  return { channel, items: channel.item };
}

/** An archive holds many thousands of them: at most 16 KB, 5 KB compressed. */
const [DAY_BYTES, DAY_BYTES_COMPRESSED] = [16_384, 5120];

for (const site of siteNames) {
  test(`${site}: pages of days are light`, () => {
    const days = [...filesOf(site)].filter((path) => /^\/ba\/[^/]+\/(pulse|ducks)\/\d.*html$/.test(path));
    const weights = days.map((path) => fileText(site, path));
    expect(weights.map((html) => Buffer.byteLength(html)).filter((bytes) => bytes > DAY_BYTES)).toEqual([]);
    const compressed = weights.map((html) => gzipSync(html).length);
    expect(compressed.filter((bytes) => bytes > DAY_BYTES_COMPRESSED)).toEqual([]);
  });

  test(`${site}: a calendar says of each day what its pulse says`, () => {
    for (const { code, pulseDates } of balancingAuthorities(site)) {
      if (pulseDates.length === 0) continue;
      const folder = code.toLowerCase();
      const pulses = pulseDates.map((date) => published<PulseSnapshot>(site, `${folder}/pulse/${date}.json`));
      const said = pulses.map(({ date, status, peak }) => ({
        date,
        status,
        peakDemandMwh: peak?.demandMwh ?? null,
      }));
      expect(published<DaysSnapshot>(site, `${folder}/days.json`).days, code).toEqual(said);
      const page = fileText(site, `/ba/${folder}/pulse/index.html`);
      const cells = page.match(/<li[^>]*>\s*<a href="[^"]*\/pulse\/\d/g) ?? [];
      expect(cells, code).toHaveLength(pulseDates.length);
    }
  });

  test(`${site}: every link of every page leads to a file and a place in it`, () => {
    const files = filesOf(site);
    const pages = [...files].filter((path) => path.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(500);
    const ids = new Map<string, Set<string>>();
    const links: Link[] = [];
    const broken: string[] = [];
    for (const path of pages) {
      const html = fileText(site, path);
      ids.set(path, new Set(captured(html, ID)));
      links.push(...linksOf(path, html));
      if (INLINE.test(html)) broken.push(`${path} has something inline: ${INLINE.exec(html)?.[0]}`);
      if (!html.includes('http-equiv="content-security-policy"')) broken.push(`${path} has no policy`);
    }
    for (const { from, pathname, fragment } of links) {
      if (!leadsToFile(files, pathname)) broken.push(`${from} -> ${pathname}`);
      const target = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
      if (fragment && !ids.get(target)?.has(fragment)) broken.push(`${from} -> ${pathname}#${fragment}`);
    }
    expect(broken.slice(0, 20)).toEqual([]);
  });

  test(`${site}: a grid and its days link their JSON, CSV and feed`, () => {
    const code = site === 'recorded' ? 'ciso' : 'erco';
    const { date } = published<PulseSnapshot>(site, `${code}/pulse/latest.json`);
    const hrefsOf = (path: string) => captured(fileText(site, path), LINK);
    const grid = hrefsOf(`ba/${code}/index.html`);
    for (const file of ['pulse/latest', 'carbon', 'ducks', 'changes', 'freshness']) {
      expect(grid).toContain(`/api/v1/${code}/${file}.json`);
    }
    expect(grid).toContain(`/ba/${code}/feed.xml`);
    const day = hrefsOf(`ba/${code}/pulse/${date}/index.html`);
    expect(day).toContain(`/api/v1/${code}/pulse/${date}.json`);
    expect(day).toContain(`/api/v1/${code}/hourly/${date.slice(0, 7)}.csv`);
  });

  for (const path of ['feed.xml', 'ba/ciso/feed.xml']) {
    test(`${site}: /${path} names each pulse for good`, () => {
      const { channel, items } = feedOf(site, path);
      const self = channel['atom:link'] as Record<string, string>;
      expect(new URL(self['href'] as string).pathname).toBe(`/${path}`);
      expect(self['rel']).toBe('self');
      expect(items.length).toBeGreaterThan(0);
      const files = filesOf(site);
      const guids = items.map(({ guid }) => guid['#text']);
      expect(new Set(guids).size).toBe(guids.length);
      for (const { title, link, guid, pubDate } of items) {
        expect(guid.isPermaLink).toBe('false');
        const [, code, date] = /^([a-z0-9]+):(\d{4}-\d{2}-\d{2}):pulse$/.exec(guid['#text']) ?? [];
        expect(new URL(link).pathname).toBe(`/ba/${code}/pulse/${date}/`);
        expect(leadsToFile(files, new URL(link).pathname)).toBe(true);
        const pulse = published<PulseSnapshot>(site, `${code}/pulse/${date}.json`);
        expect(title).toBe(pulse.headline);
        expect(new Date(pubDate).toISOString().slice(0, 19)).toBe(
          (pulse.hours.hourEnding.at(-1) as string).slice(0, 19),
        );
      }
      const newest = Math.max(...items.map(({ pubDate }) => Date.parse(pubDate)));
      expect(Date.parse(channel['lastBuildDate'] as string)).toBe(newest);
    });
  }
}
