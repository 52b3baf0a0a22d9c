/**
 * Pulses as RSS 2.0. Every stamp comes from the data: an item is dated by the end of its local day, or
 * by the run that saw a revision change what it says, the feed by its newest item, so an unchanged feed is the same bytes whenever it is built.
 */

import { getRssString } from '@astrojs/rss';
import { slugOf } from '../grid/balancing-authority.ts';
import { hourToIso, localDay } from '../grid/hour.ts';
import type { PulseWords } from '../snapshots/pulse.ts';
import { escapeMarkup } from './escape-markup.ts';

/** What a feed needs of a pulse. */
export type PulseOfFeed = Omit<PulseWords, 'receipt'>;

export interface PulseFeedItem {
  title: string;
  description: string;
  /** Absolute. */
  link: string;
  /** `ba:date:pulse`; the same for ever, also when EIA revises the day. */
  guid: string;
  /** ISO instant of the end of the local day, or of the last update. */
  publishedAt: string;
  categories: string[];
}

export interface PulseFeed {
  title: string;
  description: string;
  siteUrl: string;
  /** Where the feed itself stands, absolute. */
  selfUrl: string;
  items: PulseFeedItem[];
  /** WebSub hub, where there is one. */
  hubUrl?: string;
}

function endOfLocalDay(pulse: PulseOfFeed): string {
  const day = localDay(pulse.date, pulse.balancingAuthority.timezone);
  return hourToIso(day.firstHour + day.hourCount - 1);
}

/** A sentence ends in exactly one full stop, so that bullets read as a paragraph. */
const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function descriptionOf(pulse: PulseOfFeed): string {
  const [update] = pulse.updates;
  const sentences = update
    ? [`Updated after a revision of the data. It said before: ${asSentence(update.was)}`]
    : [];
  sentences.push(...pulse.bullets.map(asSentence));
  if (pulse.status !== 'final' && pulse.statusReason) sentences.push(asSentence(pulse.statusReason));
  return sentences.join(' ');
}

/** The base of the site with exactly one slash at its end, so that a site below a path keeps its path. */
const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

function pulseFeedItem(pulse: PulseOfFeed, siteUrl: string): PulseFeedItem {
  const slug = slugOf(pulse.balancingAuthority.code);
  return {
    title: pulse.headline,
    description: descriptionOf(pulse),
    link: new URL(`ba/${slug}/pulse/${pulse.date}/`, withSlash(siteUrl)).href,
    guid: `${slug}:${pulse.date}:pulse`,
    publishedAt: pulse.updates[0]?.seenAt ?? endOfLocalDay(pulse),
    categories: [pulse.balancingAuthority.code],
  };
}

/** Items of pulses, newest first; equal ends of day in the order of their guid. */
export function pulseFeedItems(pulses: readonly PulseOfFeed[], siteUrl: string): PulseFeedItem[] {
  return pulses
    .map((pulse) => pulseFeedItem(pulse, siteUrl))
    .sort((a, b) => b.publishedAt.localeCompare(a.publishedAt) || a.guid.localeCompare(b.guid));
}

const rfc822 = (iso: string): string => new Date(iso).toUTCString();

function channelData({ selfUrl, hubUrl, items }: PulseFeed): string {
  const newest = items
    .map((item) => item.publishedAt)
    .sort()
    .at(-1);
  const links = `<atom:link href="${escapeMarkup(selfUrl)}" rel="self" type="application/rss+xml"/>`;
  // The builder keeps one element of a name: a hub, where wanted, stands under its own prefix.
  const hub = hubUrl ? `<websub:link href="${escapeMarkup(hubUrl)}" rel="hub"/>` : '';
  const built = newest ? `<lastBuildDate>${rfc822(newest)}</lastBuildDate>` : '';
  return `${links}${hub}<language>en-us</language>${built}`;
}

/** The whole feed as RSS 2.0. */
export function pulseFeed(feed: PulseFeed): Promise<string> {
  const atom = 'http://www.w3.org/2005/Atom';
  return getRssString({
    title: feed.title,
    description: feed.description,
    site: feed.siteUrl,
    xmlns: feed.hubUrl ? { atom, websub: atom } : { atom },
    customData: channelData(feed),
    items: feed.items.map(({ guid, publishedAt, ...item }) => ({
      ...item,
      pubDate: new Date(publishedAt),
      customData: `<guid isPermaLink="false">${escapeMarkup(guid)}</guid>`,
    })),
  });
}
