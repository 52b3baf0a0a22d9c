import { slugOf } from '../grid/balancing-authority.ts';
import type { DuckDay } from '../snapshots/ducks.ts';
import { path } from './site.ts';

/** A day has a duck page where its grid reports utility solar, scored or not: what is published stays. */
export const hasDuckPage = ({ status }: Pick<DuckDay, 'status'>): boolean =>
  status !== 'no-solar' && status !== 'no-demand';

export const ducksPath = (code: string): string => path(`/ba/${slugOf(code)}/ducks/`);
export const duckDayPath = (code: string, date: string): string => path(`/ba/${slugOf(code)}/ducks/${date}/`);
export const changesPath = (code: string): string => path(`/ba/${slugOf(code)}/changes/`);

/** What a reader is told of a day that has no full score. */
export const DUCK_STATUS: Record<DuckDay['status'], string> = {
  'no-solar': 'no utility solar',
  incomplete: 'hours missing',
  'no-demand': 'no demand reported',
  provisional: 'provisional',
  scored: '',
};
