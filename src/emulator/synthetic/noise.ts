/** Randomness without state: the same seed and place in time always give the same number. */

/** A well-mixed 32-bit integer of two. */
export function mix(seed: number, value: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(value | 0, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

export function seedOf(seed: number, name: string): number {
  let h = seed;
  for (let i = 0; i < name.length; i++) h = mix(h, name.charCodeAt(i));
  return h;
}

/** Uniform in [0, 1). */
export const chance = (seed: number, value: number): number => mix(seed, value) / 4294967296;

/** Smooth in time, in [-1, 1]; `scaleHours` is the distance of its independent points. */
export function drift(seed: number, hour: number, scaleHours: number): number {
  const x = hour / scaleHours;
  const i = Math.floor(x);
  const f = x - i;
  const a = chance(seed, i);
  const b = chance(seed, i + 1);
  return 2 * (a + (b - a) * f * f * (3 - 2 * f)) - 1;
}
