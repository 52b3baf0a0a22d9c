/**
 * Circles that keep their sizes and move as little as it takes not to overlap: neighbours push each
 * other apart, and each is drawn back to its own place more and more weakly. No chance is involved,
 * so the same data give the same drawing.
 */

export interface PlacedCircle {
  x: number;
  y: number;
  /** What it needs around its middle, its gap to others included. */
  reach: number;
}

interface Box {
  width: number;
  height: number;
}

const ROUNDS = 400;
const PULL = 0.06;
/** Any fixed direction serves for two circles of one place; they get one each. */
const GOLDEN_ANGLE = 2.399963;

/** The same circles in the same order, none closer to another than both their reaches. */
export function spreadCircles<C extends PlacedCircle>(circles: readonly C[], box: Box): C[] {
  const at = circles.map(({ x, y }, i) => ({
    x: x + Math.cos(i * GOLDEN_ANGLE) * 0.01,
    y: y + Math.sin(i * GOLDEN_ANGLE) * 0.01,
  }));
  for (let round = 0; round < ROUNDS; round++) {
    pullHome(at, circles, PULL * (1 - round / ROUNDS) ** 2);
    pushApart(at, circles);
    keepWithin(at, circles, box);
  }
  return circles.map((circle, i) => ({ ...circle, ...(at[i] as Place) }));
}

interface Place {
  x: number;
  y: number;
}

function pullHome(at: Place[], homes: readonly PlacedCircle[], strength: number): void {
  for (const [i, place] of at.entries()) {
    const home = homes[i] as PlacedCircle;
    place.x += (home.x - place.x) * strength;
    place.y += (home.y - place.y) * strength;
  }
}

function pushApart(at: Place[], circles: readonly PlacedCircle[]): void {
  for (let i = 0; i < at.length; i++) {
    const [place, { reach }] = [at[i] as Place, circles[i] as PlacedCircle];
    for (let j = i + 1; j < at.length; j++)
      pushPair(place, reach, at[j] as Place, (circles[j] as PlacedCircle).reach);
  }
}

/** Of two that overlap the smaller yields more. Most pairs are far from each other, which one subtraction tells. */
function pushPair(a: Place, reachA: number, b: Place, reachB: number): void {
  const needed = reachA + reachB;
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  if (Math.abs(dx) >= needed || Math.abs(dy) >= needed) return;
  const distance = Math.sqrt(dx ** 2 + dy ** 2) || 1e-6;
  if (distance >= needed) return;
  const step = (needed - distance) / distance;
  const shareOfA = reachB ** 2 / (reachA ** 2 + reachB ** 2);
  a.x -= dx * step * shareOfA;
  a.y -= dy * step * shareOfA;
  b.x += dx * step * (1 - shareOfA);
  b.y += dy * step * (1 - shareOfA);
}

function keepWithin(at: Place[], circles: readonly PlacedCircle[], { width, height }: Box): void {
  for (const [i, place] of at.entries()) {
    const { reach } = circles[i] as PlacedCircle;
    place.x = Math.min(Math.max(place.x, reach), width - reach);
    place.y = Math.min(Math.max(place.y, reach), height - reach);
  }
}
