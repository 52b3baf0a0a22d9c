import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addSample,
  dot,
  normalEquations,
  solveTowards,
  sumOfEquations,
} from '../../../src/analyses/forecast/ridge.ts';

const SIZE = 3;
const row = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: SIZE, maxLength: SIZE });
const rows = fc.array(row, { minLength: 1, maxLength: 20 });
const floats = (values: number[]) => Float64Array.from(values);

function equationsOf(samples: number[][], truth: Float64Array) {
  const equations = normalEquations(SIZE);
  for (const x of samples) addSample(equations, floats(x), dot(floats(x), truth), 1);
  return equations;
}

describe('ridge', () => {
  it('keeps the given coefficients where they explain everything already', () => {
    fc.assert(
      fc.property(rows, row, (samples, truth) => {
        const b = solveTowards(equationsOf(samples, floats(truth)), floats(truth), floats([1, 1, 1]));
        b.forEach((value, i) => {
          expect(value).toBeCloseTo(truth[i] as number, 6);
        });
      }),
    );
  });

  it('has no lower cost anywhere near its answer', () => {
    const strengths = floats([0.5, 1, 2]);
    fc.assert(
      fc.property(rows, row, row, row, (samples, truth, towards, step) => {
        const g = floats(towards);
        const cost = (b: Float64Array) =>
          samples.reduce((sum, x) => sum + (dot(floats(x), floats(truth)) - dot(floats(x), b)) ** 2, 0) +
          b.reduce((sum, value, i) => sum + (strengths[i] as number) * (value - (g[i] as number)) ** 2, 0);
        const b = solveTowards(equationsOf(samples, floats(truth)), g, strengths);
        const moved = b.map((value, i) => value + 0.01 * (step[i] as number));
        expect(cost(b)).toBeLessThanOrEqual(cost(moved) + 1e-9);
      }),
    );
  });

  it('is the same from all samples and from the sum of two halves', () => {
    fc.assert(
      fc.property(rows, rows, row, (one, other, truth) => {
        const whole = equationsOf([...one, ...other], floats(truth));
        const sum = sumOfEquations(
          [equationsOf(one, floats(truth)), equationsOf(other, floats(truth))],
          SIZE,
        );
        whole.products.forEach((value, i) => {
          expect(sum.products[i]).toBeCloseTo(value, 6);
        });
      }),
    );
  });
});
