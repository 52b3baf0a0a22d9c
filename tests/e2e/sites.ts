import { resolve } from 'node:path';
import { recordedDataMissing } from '../recorded-data.ts';

/** Where the end-to-end tests build and serve: one site of the sample, one of recorded pages where they are at hand. */
const workDir = resolve(import.meta.dirname, '../../test-results/sites');

export const SITES = {
  sample: { port: 4411, dir: resolve(workDir, 'sample'), now: '2026-06-15T20:00:00Z', historyDays: '12' },
  recorded: {
    port: 4412,
    dir: resolve(workDir, 'recorded'),
    now: '2026-03-31T20:00:00Z',
    historyDays: '274',
  },
} as const;

/** Two made grids whose site is over its budget: its older months are folded. */
export const FOLDED = {
  port: 4413,
  dir: resolve(workDir, 'folded'),
  now: '2026-06-10T20:00:00Z',
  historyDays: '160',
  budgetMb: '1',
} as const;

export const recordedSiteMissing = recordedDataMissing;
export const originOf = ({ port }: { port: number }) => `http://127.0.0.1:${port}`;
export const urlOf = (site: keyof typeof SITES) => originOf(SITES[site]);
