import type { Config } from '../../src/config.ts';

/** What a run takes for now: the present, or the instant that it was told. */
export const clock = (config: Config) => () => config.pinnedNow ?? new Date();
