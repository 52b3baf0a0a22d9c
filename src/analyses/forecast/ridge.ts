/**
 * Weighted least squares pulled towards known coefficients g:
 *
 *   minimise  sum w (z - x.b)^2 + sum_p strength_p (b_p - g_p)^2
 *
 * which is solved by (S + D) d = m - S g, b = g + d, with S = sum w x x', m = sum w z x and D the
 * diagonal of the strengths. S is kept as its upper triangle.
 */
export interface NormalEquations {
  size: number;
  products: Float64Array;
  moments: Float64Array;
}

/** Keeps equations solvable in which a feature is 0 throughout, as of a source that never ran. */
export const LEAST_STRENGTH = 1e-9;

export const normalEquations = (size: number): NormalEquations => ({
  size,
  products: new Float64Array(size * size),
  moments: new Float64Array(size),
});

export function clear({ products, moments }: NormalEquations): void {
  products.fill(0);
  moments.fill(0);
}

/** The sample's features are the `size` values of `x` from `at`. */
export function addSample(into: NormalEquations, x: Float64Array, z: number, weight: number, at = 0): void {
  const { size, products, moments } = into;
  for (let row = 0; row < size; row++) {
    const scaled = weight * (x[at + row] as number);
    if (scaled === 0) continue;
    moments[row] = (moments[row] as number) + scaled * z;
    const end = (row + 1) * size;
    for (let to = end - size + row, from = at + row; to < end; to++, from++)
      products[to] = (products[to] as number) + scaled * (x[from] as number);
  }
}

/** The sum of several equations of one size, in place of what `sum` held. */
export function sumOfEquations(
  parts: readonly NormalEquations[],
  size: number,
  sum = normalEquations(size),
): NormalEquations {
  clear(sum);
  for (const part of parts) {
    for (let i = 0; i < sum.products.length; i++)
      sum.products[i] = (sum.products[i] as number) + (part.products[i] as number);
    for (let i = 0; i < size; i++) sum.moments[i] = (sum.moments[i] as number) + (part.moments[i] as number);
  }
  return sum;
}

/** What is left to explain beyond g, m - S g, into `left`. */
function remainder({ size, products, moments }: NormalEquations, g: Float64Array, left: Float64Array): void {
  left.set(moments);
  for (let row = 0; row < size; row++) {
    for (let column = row; column < size; column++) {
      const value = products[row * size + column] as number;
      left[row] = (left[row] as number) - value * (g[column] as number);
      if (column > row) left[column] = (left[column] as number) - value * (g[row] as number);
    }
  }
}

/** Cholesky in place on an upper triangle: A = U'U. */
function factorise(a: Float64Array, size: number): void {
  for (let k = 0; k < size; k++) {
    const row = k * size;
    const pivot = Math.sqrt(Math.max(a[row + k] as number, 1e-12));
    a[row + k] = pivot;
    for (let j = k + 1; j < size; j++) a[row + j] = (a[row + j] as number) / pivot;
    for (let i = k + 1; i < size; i++) {
      const factor = a[row + i] as number;
      if (factor === 0) continue;
      const end = (i + 1) * size;
      for (let to = end - size + i, from = row + i; to < end; to++, from++)
        a[to] = (a[to] as number) - factor * (a[from] as number);
    }
  }
}

/** Solves U'U x = right, in place of `x`, which holds `right`. */
function solveFactorised(u: Float64Array, size: number, x: Float64Array): void {
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - (u[k * size + i] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (u[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++)
      x[i] = (x[i] as number) - (u[i * size + k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (u[i * size + i] as number);
  }
}

/** Tens of thousands of equations are solved a run: a new matrix for each took as long as solving it. */
const workspaces = new Map<number, Float64Array>();
function workspaceOf(size: number): Float64Array {
  let space = workspaces.get(size);
  if (!space) workspaces.set(size, (space = new Float64Array(size * size)));
  return space;
}

/** The coefficients b, pulled towards `g` with the given strengths. */
export function solveTowards(
  equations: NormalEquations,
  g: Float64Array,
  strengths: Float64Array,
): Float64Array {
  const { size, products } = equations;
  const a = workspaceOf(size);
  a.set(products);
  for (let i = 0; i < size; i++) a[i * size + i] = (a[i * size + i] as number) + (strengths[i] as number);
  factorise(a, size);
  const b = new Float64Array(size);
  remainder(equations, g, b);
  solveFactorised(a, size, b);
  for (let i = 0; i < size; i++) b[i] = (b[i] as number) + (g[i] as number);
  return b;
}

/** Of `a` and as many values of `b` from `at`. */
export function dot(a: Float64Array, b: Float64Array, at = 0): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[at + i] as number);
  return sum;
}
