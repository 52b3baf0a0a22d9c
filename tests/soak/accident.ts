import type { FaultName } from '../../src/emulator/fault.ts';

/** What may befall one hourly run. */
export type Accident =
  | { kind: 'none' }
  | { kind: 'fault'; fault: FaultName }
  | { kind: 'killed'; afterMs: number }
  | { kind: 'twice' }
  | { kind: 'disk-full'; fileBlocks: number }
  | { kind: 'database-gone' };

const FAULTS: readonly FaultName[] = [
  'rate-limit',
  'server-error',
  'html',
  'truncated-json',
  'slow',
  'rate-limit-forever',
  'server-error-forever',
  'html-forever',
  'key-invalid',
  'outage',
];

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Four hours of ten have one. A run of the soak takes some 15 s, so a kill within 20 s may come anywhere in it. */
export function accidentOf(random: () => number): Accident {
  const share = random();
  if (share < 0.6) return { kind: 'none' };
  if (share < 0.75)
    return { kind: 'fault', fault: FAULTS[Math.floor(random() * FAULTS.length)] as FaultName };
  if (share < 0.88) return { kind: 'killed', afterMs: Math.floor(200 + random() * 20_000) };
  if (share < 0.93) return { kind: 'twice' };
  if (share < 0.97) return { kind: 'disk-full', fileBlocks: Math.floor(16 + random() * 2000) };
  return { kind: 'database-gone' };
}

/** Whether the run must have failed, by what befell it; null: it may or may not. */
export function mustFail(accident: Accident): boolean | null {
  if (accident.kind === 'none') return false;
  if (accident.kind === 'database-gone') return true;
  if (accident.kind === 'fault') return /forever|invalid|outage/.test(accident.fault);
  return null;
}

/**
 * Slow answers may use up the seconds that a run has, the sooner the more hours it has to make up for: only then, and
 * saying so, may it fail for them.
 */
export const isOutOfSeconds = (accident: Accident, output: string): boolean =>
  accident.kind === 'fault' && accident.fault === 'slow' && /longer than \d+ s altogether/.test(output);
