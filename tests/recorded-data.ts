import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Real recorded EIA data lies beside the project, never in it. Tests that need it skip, visibly, where it is absent. */
const directory = resolve(import.meta.dirname, '../../shared/data');

export const recordedData = (path: string) => resolve(directory, path);
export const recordedDataMissing = !existsSync(directory);

if (recordedDataMissing)
  console.warn(`SKIPPED: tests on recorded EIA data, because ${'../shared/data'} is not there`);
