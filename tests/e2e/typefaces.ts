/** What the style sheet says of the site's typefaces, and what a page shows in them. */
import type { Page } from '@playwright/test';
import { declared } from '../../scripts/steps/press/typefaces.ts';

/** What the typefaces never had: the system's show them. */
const SYSTEM_SIGNS = '₂←→Σ';
/** Fresh lines are no signs. */
const UNSEEN = '\n\t';

export const FAMILIES = { Inter: /^inter/, Newsreader: /^newsreader/ };
type Family = keyof typeof FAMILIES;

export const facesOf = (family: Family) => declared().filter(({ name }) => FAMILIES[family].test(name));
const charactersOf = (family: Family) => facesOf(family).flatMap(({ characters }) => [...characters]);

/** Those characters of a text that a family does not have. */
export function missingIn(family: Family, text: Iterable<string>): string[] {
  const known = new Set([...charactersOf(family), ...SYSTEM_SIGNS, ...UNSEEN]);
  return [...new Set(text)].filter((character) => !known.has(character));
}

/** As on the pages after the first, which an earlier one has fetched the typefaces for. */
export const asOnLaterPages = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.documentElement.dataset['typefaces'] = '';
  });

interface Shown {
  family: string;
  weight: number;
  characters: string;
}

const shownOn = (page: Page): Promise<Shown[]> =>
  page.evaluate(() => {
    const texts = new Map<string, string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode as Text;
      if (!parentElement?.checkVisibility() || !data.trim()) continue;
      const { fontFamily, fontWeight } = getComputedStyle(parentElement);
      const key = `${fontFamily.split(',')[0]?.replaceAll('"', '')} ${fontWeight}`;
      texts.set(key, (texts.get(key) ?? '') + data);
    }
    return [...texts].map(([key, text]) => {
      const [family = '', weight] = key.split(' ');
      return { family, weight: Number(weight), characters: [...new Set(text)].join('') };
    });
  });

/** Characters and weights that a page shows and its typefaces were cut without. */
export async function beyondTypefaces(page: Page): Promise<string[]> {
  await asOnLaterPages(page);
  const shown = await shownOn(page);
  return shown.flatMap(({ family, weight, characters }) => {
    if (!(family in FAMILIES)) return [];
    const faces = facesOf(family as Family);
    const hasWeight = faces.every(({ weights }) => weights.min <= weight && weight <= weights.max);
    return [
      ...(hasWeight ? [] : [`${family} of weight ${weight}`]),
      ...missingIn(family as Family, characters).map((character) => `${family}: ${character}`),
    ];
  });
}
