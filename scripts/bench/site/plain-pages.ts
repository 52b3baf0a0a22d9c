/** Compiled with the plain runtime: the pages of all days, as strings. */
import { tighten } from '../../../src/formats/tighten.ts';
import { htmlOf, resultOf } from './plain-runtime.ts';

interface PageModule {
  default: (result: unknown, props: unknown, slots: object) => unknown;
  getStaticPaths: () => { params: { code: string; date: string }; props: object }[];
}

/** A page of a day, to be made when it is asked for. */
export interface PlainPage {
  path: string;
  html: () => string;
}

const DAYS = import.meta.glob<PageModule>('../../../src/pages/ba/*/{pulse,ducks}/*date*.astro', {
  eager: true,
});

const pagesOf = ([file, { default: component, getStaticPaths }]: [string, PageModule]): PlainPage[] =>
  getStaticPaths().map(({ params, props }) => ({
    path: `ba/${params.code}/${file.split('/').at(-2)}/${params.date}/index.html`,
    html: () => tighten(htmlOf(component(resultOf(params), props, {}))),
  }));

export const pages = (): PlainPage[] =>
  Object.entries(DAYS)
    .flatMap(pagesOf)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/** By grid and day, as our own printers go, so that a day's snapshots are read once. */
function keyOf({ path }: PlainPage): string {
  const [, code, kind, date] = path.split('/');
  return `${code} ${date} ${kind}`;
}
