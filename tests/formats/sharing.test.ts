import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { linesOf, shareCard } from '../../src/charts/share-card.ts';
import { embedCode, oembed } from '../../src/formats/oembed.ts';
import { sitemap, sitemapIndex } from '../../src/formats/sitemap.ts';
import { FontUnreadableError, sfntOf } from '../../src/formats/woff.ts';

describe('oEmbed', () => {
  it('is a rich answer whose frame cannot break out of its attribute', () => {
    const answer = oembed({
      title: 'A "grid" & <more>',
      siteUrl: 'https://grid.example/',
      embedUrl: 'https://grid.example/embed/x/?a=1&b=2',
      thumbnailUrl: 'https://grid.example/og/x.png',
    });
    expect(answer).toMatchObject({ version: '1.0', type: 'rich', provider_name: 'GridPulse' });
    expect(answer.html).toBe(embedCode(answer.title, 'https://grid.example/embed/x/?a=1&b=2'));
    expect(answer.html).toContain('title="A &quot;grid&quot; &amp; &lt;more>"');
    expect(answer.html).toContain('?a=1&amp;b=2');
  });
});

describe('sitemaps', () => {
  it('are valid XML with every address', () => {
    const pages = ['https://grid.example/', 'https://grid.example/?a=1&b=2'];
    for (const text of [sitemap(pages), sitemapIndex(pages)]) {
      expect(XMLValidator.validate(text)).toBe(true);
      expect(text.match(/<loc>/g)).toHaveLength(2);
      expect(text).toContain('a=1&amp;b=2');
    }
  });
});

describe('a web font unpacked', () => {
  const { resolve } = createRequire(import.meta.url);
  const woff = readFileSync(resolve('@fontsource/inter/files/inter-latin-400-normal.woff'));

  it('has every table at a multiple of four, with the sum that the font itself tells', () => {
    const font = sfntOf(woff);
    const count = font.readUInt16BE(4);
    expect(count).toBeGreaterThan(8);
    for (let i = 0; i < count; i++) {
      const at = 12 + 16 * i;
      const [sum, offset, length] = [4, 8, 12].map((more) => font.readUInt32BE(at + more)) as [
        number,
        number,
        number,
      ];
      expect(offset % 4).toBe(0);
      if (font.toString('latin1', at, at + 4) === 'head') continue;
      let total = 0;
      for (let k = 0; k < Math.ceil(length / 4); k++)
        total = (total + font.readUInt32BE(offset + 4 * k)) >>> 0;
      expect(total).toBe(sum);
    }
  });

  it('is refused where it is none', () => {
    expect(() => sfntOf(Buffer.from('wOF2 and more'))).toThrow(FontUnreadableError);
  });
});

describe('the picture of a shared link', () => {
  it('keeps every word of the longest headline on the card', () => {
    const headline = 'W'.repeat(20).split('').join('ide ').slice(0, 120);
    const lines = linesOf(headline, 56);
    expect(lines.join(' ')).toBe(headline);
    expect(lines.length).toBeLessThanOrEqual(4);
  });

  it('is a picture of 1200 by 630 also where nothing is known, and says when it is a sample', () => {
    const svg = shareCard({ kicker: 'X & Y', headline: 'Nothing <known>', pulse: null, isSample: true });
    expect(svg).toContain('sample data, not real');
    expect(XMLValidator.validate(svg)).toBe(true);
    const image = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
    expect([image.width, image.height]).toEqual([1200, 630]);
  });
});
