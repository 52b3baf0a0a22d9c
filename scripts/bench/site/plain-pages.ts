/** Compiled with the press's runtime, and no press around it: the pages of all days, as strings. */
import { tighten } from '../../../src/formats/tighten.ts';
import { type Component, pageOf } from '../../steps/press/runtime.ts';

interface PageModule {
  default: Component;
  getStaticPaths: () => { params: { code: string; date: string }; props: Record<string, unknown> }[];
}

/** A page of a day, to be made when it is asked for. */
export interface PlainPage {
  path: string;
  html: () => string;
}

const DAYS = import.meta.glob<PageModule>('../../../src/pages/ba/*/{pulse,ducks}/*date*.astro', {
  eager: true,
});

/** As long as the addresses of the site itself. */
const HEAD = '<link rel="stylesheet" href="/_astro/Page.00000000.css">';
const scriptAddress = () => '/_astro/Page.astro_astro_type_script_index_0_lang.00000000.js';

const pagesOf = ([file, { default: component, getStaticPaths }]: [string, PageModule]): PlainPage[] =>
  getStaticPaths().map(({ params, props }) => ({
    path: `ba/${params.code}/${file.split('/').at(-2)}/${params.date}/index.html`,
    html: () =>
      tighten(String(pageOf(component, props, { params, head: HEAD, scriptAddress, scripts: new Set() }))),
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
