/**
 * Cuts the typefaces down to what src/styles/fonts.css declares of them: its characters and its weights, and the
 * features of the text that the styles ask for. A reader's first page waits for no more than it shows.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { AstroIntegration } from 'astro';
import subsetFont from 'subset-font';

const root = resolve(import.meta.dirname, '../../..');
const FOLDER = join(root, '.astro/typefaces');
const { resolve: installed } = createRequire(import.meta.url);

const INTER = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';
const NEWSREADER = '@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2';

/** By the name that fonts.css calls a face: what it is cut from, and the OpenType features that stay. */
const CUTS: Record<string, { from: string; features: string[] }> = {
  // Figures of one width in tables; a hyphen between capitals stands higher.
  inter: { from: INTER, features: ['calt', 'kern', 'tnum'] },
  'inter-signs': { from: INTER, features: ['kern', 'tnum'] },
  newsreader: { from: NEWSREADER, features: ['kern', 'liga', 'rvrn'] },
  'newsreader-signs': { from: NEWSREADER, features: ['kern', 'rvrn'] },
};

/** Copyright, licence and its address: the licence wants them in every copy. */
const LEGAL_NAMES = [0, 13, 14];

export interface Face {
  name: string;
  weights: { min: number; max: number };
  characters: string;
}

/** The faces that a style sheet declares under `@typefaces/`. */
export const declaredFaces = (css: string): Face[] =>
  [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].map(([, rules = '']) => {
    const ruleOf = (pattern: RegExp): string => {
      const value = pattern.exec(rules)?.[1];
      if (value === undefined) throw new Error(`A typeface in fonts.css has no ${pattern.source}`);
      return value;
    };
    const [min, max] = ruleOf(/font-weight:\s*(\d+ \d+)/)
      .split(' ')
      .map(Number) as [number, number];
    return {
      name: ruleOf(/@typefaces\/([\w-]+)\.woff2/),
      weights: { min, max },
      characters: charactersOf(ruleOf(/unicode-range:([^;]*)/)),
    };
  });

/** Of a CSS `unicode-range`: U+20-22, U+25 */
const charactersOf = (ranges: string): string =>
  ranges
    .split(',')
    .flatMap((range) => {
      const [first = 0, last = first] = range
        .trim()
        .slice('U+'.length)
        .split('-')
        .map((hex) => Number.parseInt(hex, 16));
      return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i));
    })
    .join('');

export const declared = (): Face[] => declaredFaces(readFileSync(join(root, 'src/styles/fonts.css'), 'utf8'));

/** A face as WOFF2. */
export async function cut({ name, weights, characters }: Face): Promise<Buffer> {
  const plan = CUTS[name];
  if (!plan) throw new Error(`Nothing is known of the typeface ${name} of fonts.css`);
  return subsetFont(readFileSync(installed(plan.from)), characters, {
    targetFormat: 'woff2',
    variationAxes: { wght: weights },
    keepFeatures: plan.features,
    preserveNameIds: LEGAL_NAMES,
    noHinting: true,
  });
}

/** Lets style sheets take the cut faces from `@typefaces/`. */
export const typefaces = (): AstroIntegration => ({
  name: 'gridpulse-typefaces',
  hooks: {
    'astro:config:setup': async ({ command, updateConfig }) => {
      // What is only served was compiled before.
      if (command === 'preview') return;
      mkdirSync(FOLDER, { recursive: true });
      for (const face of declared()) {
        const file = join(FOLDER, `${face.name}.woff2`);
        // Moved whole: another compilation may read it at this moment.
        writeFileSync(`${file}.${process.pid}`, await cut(face));
        renameSync(`${file}.${process.pid}`, file);
      }
      updateConfig({ vite: { resolve: { alias: { '@typefaces': FOLDER } } } });
    },
  },
});
