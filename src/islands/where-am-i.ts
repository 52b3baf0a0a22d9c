import type { Position } from './grid-index.ts';

const TIMEOUT_MS = 15_000;
const STILL_GOOD_MS = 3_600_000;

/** Asks the device, which asks its owner. */
export const whereAmI = (): Promise<Position> =>
  new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(({ coords }) => resolve(coords), reject, {
      timeout: TIMEOUT_MS,
      maximumAge: STILL_GOOD_MS,
    });
  });
