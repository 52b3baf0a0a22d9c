import { readConfig } from '../config.ts';
import { type PulseOfFeed, pulseFeed, pulseFeedItems } from '../formats/rss.ts';
import { path } from './site.ts';

/** Feeds need full addresses; a site that was not told its own is being looked at where it was built. */
const ORIGIN = readConfig().siteUrl ?? 'http://localhost:4321';

interface Feed {
  title: string;
  description: string;
  /** Of the feed, below the site's base. */
  path: string;
  pulses: readonly PulseOfFeed[];
}

export async function feedOf(feed: Feed): Promise<Response> {
  const siteUrl = new URL(path('/'), ORIGIN).href;
  const xml = await pulseFeed({
    title: feed.title,
    description: feed.description,
    siteUrl,
    selfUrl: new URL(path(feed.path), ORIGIN).href,
    items: pulseFeedItems(feed.pulses, siteUrl),
  });
  return new Response(xml, { headers: { 'Content-Type': 'application/rss+xml; charset=utf-8' } });
}
