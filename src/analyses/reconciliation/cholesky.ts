/**
 * Solves M x = b in place (x replaces b) for a symmetric positive definite M of `size` rows, stored
 * whole and row by row, of which only the lower triangle is read and is destroyed. Zeros left of a
 * row's first entry stay zeros and are skipped (a skyline).
 */
export function solvePositiveDefinite(matrix: Float64Array, b: Float64Array, size: number): void {
  const first = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    factorRow(matrix, first, i, size);
    let sum = b[i] as number;
    for (let k = first[i] as number; k < i; k++) sum -= (matrix[i * size + k] as number) * (b[k] as number);
    b[i] = sum / (matrix[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i--) {
    const x = (b[i] as number) / (matrix[i * size + i] as number);
    b[i] = x;
    for (let k = first[i] as number; k < i; k++)
      b[k] = (b[k] as number) - (matrix[i * size + k] as number) * x;
  }
}

/** Row i of the factor L with M = L L', given the rows above it. */
function factorRow(matrix: Float64Array, first: Int32Array, i: number, size: number): void {
  const row = i * size;
  let start = 0;
  while (start < i && matrix[row + start] === 0) start++;
  first[i] = start;
  let diagonal = matrix[row + i] as number;
  for (let j = start; j < i; j++) {
    const above = j * size;
    let sum = matrix[row + j] as number;
    for (let k = Math.max(start, first[j] as number); k < j; k++) {
      sum -= (matrix[row + k] as number) * (matrix[above + k] as number);
    }
    const entry = sum / (matrix[above + j] as number);
    matrix[row + j] = entry;
    diagonal -= entry * entry;
  }
  matrix[row + i] = Math.sqrt(diagonal);
}
