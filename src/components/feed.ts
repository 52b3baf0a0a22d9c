import { type PulseOfFeed, pulseFeed, pulseFeedItems } from '../formats/rss.ts';
import { full, path } from './site.ts';

interface Feed {
  title: string;
  description: string;
  /** Of the feed, below the site's base. */
  path: string;
  pulses: readonly PulseOfFeed[];
}

export async function feedOf(feed: Feed): Promise<Response> {
  const siteUrl = full(path('/'));
  const xml = await pulseFeed({
    title: feed.title,
    description: feed.description,
    siteUrl,
    selfUrl: full(path(feed.path)),
    items: pulseFeedItems(feed.pulses, siteUrl),
  });
  return new Response(xml, { headers: { 'Content-Type': 'application/rss+xml; charset=utf-8' } });
}
