import type { EmulatedSource } from './emulated-source.ts';

export function syntheticSource(_seed: number): EmulatedSource {
  throw new Error('The synthetic grid is not built yet; give --pages.');
}
