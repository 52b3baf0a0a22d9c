/** Where the things lie that a page is shared by. */
import { slugOf } from '../grid/balancing-authority.ts';
import { entryOf, path } from './site.ts';
import { DAYS_WITH_PICTURE } from './site-plan.ts';

/** Shows the latest day, or the one that is named. */
export const embedPath = (code: string, date?: string): string =>
  path(`/embed/${slugOf(code)}/${date ? `?date=${date}` : ''}`);

export const oembedPath = (code: string): string => path(`/oembed/${slugOf(code)}.json`);

/** Of a grid, or of one of its last days. */
export const shareImagePath = (code: string, date?: string): string =>
  path(`/og/${slugOf(code)}${date ? `/${date}` : ''}.png`);

export const hasOwnPicture = (code: string, date: string): boolean =>
  entryOf(code)?.pulseDates.slice(-DAYS_WITH_PICTURE).includes(date) ?? false;

/** The picture of a day: its own for some days, then that of its grid. */
export const dayImagePath = (code: string, date: string): string =>
  shareImagePath(code, hasOwnPicture(code, date) ? date : undefined);
