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

export const normalEquations = (size: number): NormalEquations => ({
  size,
  products: new Float64Array(size * size),
  moments: new Float64Array(size),
});

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

/** The sum of several equations of one size. */
export function sumOfEquations(parts: readonly NormalEquations[], size: number): NormalEquations {
  const sum = normalEquations(size);
  for (const part of parts) {
    for (let i = 0; i < sum.products.length; i++)
      sum.products[i] = (sum.products[i] as number) + (part.products[i] as number);
    for (let i = 0; i < size; i++) sum.moments[i] = (sum.moments[i] as number) + (part.moments[i] as number);
  }
  return sum;
}

/** What is left to explain beyond g: m - S g. */
function remainder({ size, products, moments }: NormalEquations, g: Float64Array): Float64Array {
  const left = moments.slice();
  for (let row = 0; row < size; row++) {
    for (let column = row; column < size; column++) {
      const value = products[row * size + column] as number;
      left[row] = (left[row] as number) - value * (g[column] as number);
      if (column > row) left[column] = (left[column] as number) - value * (g[row] as number);
    }
  }
  return left;
}

/** Cholesky in place on an upper triangle: A = U'U. */
function factorise(a: Float64Array, size: number): void {
  for (let k = 0; k < size; k++) {
    const pivot = Math.sqrt(Math.max(a[k * size + k] as number, 1e-12));
    a[k * size + k] = pivot;
    for (let j = k + 1; j < size; j++) a[k * size + j] = (a[k * size + j] as number) / pivot;
    for (let i = k + 1; i < size; i++) {
      const factor = a[k * size + i] as number;
      if (factor === 0) continue;
      for (let j = i; j < size; j++)
        a[i * size + j] = (a[i * size + j] as number) - factor * (a[k * size + j] as number);
    }
  }
}

function solveFactorised(u: Float64Array, size: number, right: Float64Array): Float64Array {
  const x = right.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - (u[k * size + i] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (u[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++)
      x[i] = (x[i] as number) - (u[i * size + k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (u[i * size + i] as number);
  }
  return x;
}

/** The coefficients b, pulled towards `g` with the given strengths. */
export function solveTowards(
  equations: NormalEquations,
  g: Float64Array,
  strengths: Float64Array,
): Float64Array {
  const { size } = equations;
  const a = equations.products.slice();
  for (let i = 0; i < size; i++) a[i * size + i] = (a[i * size + i] as number) + (strengths[i] as number);
  factorise(a, size);
  const change = solveFactorised(a, size, remainder(equations, g));
  return g.map((value, i) => value + (change[i] as number));
}

/** Of `a` and as many values of `b` from `at`. */
export function dot(a: Float64Array, b: Float64Array, at = 0): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[at + i] as number);
  return sum;
}
