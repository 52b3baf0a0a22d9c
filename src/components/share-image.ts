import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { type ShareCard, shareCard } from '../charts/share-card.ts';
import { sfntOf } from '../formats/woff.ts';

const FACES = [
  '@fontsource/inter/files/inter-latin-400-normal.woff',
  '@fontsource/newsreader/files/newsreader-latin-400-normal.woff',
];

let fontFiles: string[] | undefined;

/** The site's own typefaces as files that the renderer reads: a machine may have none. */
function fonts(): string[] {
  if (fontFiles) return fontFiles;
  const folder = mkdtempSync(join(tmpdir(), 'gridpulse-fonts-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { resolve } = createRequire(join(process.cwd(), 'package.json'));
  fontFiles = FACES.map((face, i) => {
    const file = join(folder, `${i}.ttf`);
    writeFileSync(file, sfntOf(readFileSync(resolve(face))));
    return file;
  });
  return fontFiles;
}

/** A PNG of 1200 by 630. */
export function shareImage(card: ShareCard): Response {
  const renderer = new Resvg(shareCard(card), { font: { loadSystemFonts: false, fontFiles: fonts() } });
  return new Response(new Uint8Array(renderer.render().asPng()), {
    headers: { 'Content-Type': 'image/png' },
  });
}
