import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { type PulseOfFeed, pulseFeed, pulseFeedItems } from '../../src/formats/rss.ts';

const pulse = (
  code: string,
  timezone: string,
  date: string,
  more: Partial<PulseOfFeed> = {},
): PulseOfFeed => ({
  balancingAuthority: { code, name: code, timezone },
  date,
  headline: `Demand peaked & fell <again> on ${date}`,
  bullets: ['One thing happened', 'Then another.'],
  updates: [],
  status: 'final',
  statusReason: null,
  ...more,
});

const pulses = [
  pulse('CISO', 'America/Los_Angeles', '2026-03-07'),
  pulse('CISO', 'America/Los_Angeles', '2026-03-08', {
    status: 'provisional',
    statusReason: 'The last hour is missing',
  }),
  pulse('PJM', 'America/New_York', '2026-03-08'),
];

const feed = {
  title: 'GridPulse',
  description: 'The US grid, day by day',
  siteUrl: 'https://example.org/grid/',
  selfUrl: 'https://example.org/grid/feed.xml?a=1&b=2',
  items: pulseFeedItems(pulses, 'https://example.org/grid'),
};

const parsed = async (input: Parameters<typeof pulseFeed>[0]) => {
  const xml = await pulseFeed(input);
  expect(XMLValidator.validate(xml)).toBe(true);
  return new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'item' }).parse(xml).rss;
};

describe('pulseFeedItems', () => {
  it('dates an item by the end of its local day, newest first', () => {
    expect(feed.items.map(({ guid, publishedAt }) => [guid, publishedAt])).toEqual([
      ['ciso:2026-03-08:pulse', '2026-03-09T07:00:00Z'],
      ['pjm:2026-03-08:pulse', '2026-03-09T04:00:00Z'],
      ['ciso:2026-03-07:pulse', '2026-03-08T08:00:00Z'],
    ]);
  });

  it('keeps the path below which the site stands', () => {
    expect(feed.items[0]?.link).toBe('https://example.org/grid/ba/ciso/pulse/2026-03-08/');
  });

  it('says why a day is not final', () => {
    expect(feed.items[0]?.description).toBe('One thing happened. Then another. The last hour is missing.');
  });
});

describe('pulseFeed', () => {
  it('is RSS 2.0 with a self link and stamps of the data', async () => {
    const { channel, ...rss } = await parsed(feed);
    expect(rss['@_version']).toBe('2.0');
    expect(channel['atom:link']).toMatchObject({
      '@_rel': 'self',
      '@_href': 'https://example.org/grid/feed.xml?a=1&b=2',
    });
    expect(channel.lastBuildDate).toBe('Mon, 09 Mar 2026 07:00:00 GMT');
    expect(channel.link).toBe('https://example.org/grid/');
    expect(channel.item).toHaveLength(3);
    expect(channel.item[0]).toMatchObject({
      title: 'Demand peaked & fell <again> on 2026-03-08',
      guid: { '#text': 'ciso:2026-03-08:pulse', '@_isPermaLink': 'false' },
      pubDate: 'Mon, 09 Mar 2026 07:00:00 GMT',
    });
  });

  it('is the same bytes whenever it is built', async () => {
    expect(await pulseFeed(feed)).toBe(await pulseFeed(feed));
  });

  it('stands empty, and names a hub where there is one', async () => {
    const { channel } = await parsed({ ...feed, items: [], hubUrl: 'https://hub.example.org/' });
    expect(channel.item).toBeUndefined();
    expect(channel.lastBuildDate).toBeUndefined();
    expect(channel['websub:link']).toMatchObject({ '@_rel': 'hub' });
  });
});
