import { solvePositiveDefinite } from './cholesky.ts';
import type { BoundedQuantity, EnergyBalance } from './energy-balance.ts';
import { type Multipliers, type Response, zeroMultipliers } from './multipliers.ts';

/**
 * What rests on its bound moves a little all the same, so that an area in which everything rests still
 * has a step; the next step makes up for what this one then misses.
 */
const MOBILITY_AT_BOUND = 1e-6;

/** How far a value follows its price: 1 / weight where it is free to move. */
function mobility(quantity: BoundedQuantity, k: number, value: number): number {
  const free = 1 / (quantity.weight[k] as number);
  return value > (quantity.lowestMwh[k] as number) ? free : MOBILITY_AT_BOUND * free;
}

/** Sum of the mobilities of each area's sources. */
function sourceMobility({ areaCount, sources }: EnergyBalance, response: Response): Float64Array {
  const sum = new Float64Array(areaCount);
  for (let k = 0; k < sources.area.length; k++) {
    const area = sources.area[k] as number;
    sum[area] = (sum[area] as number) + mobility(sources, k, response.sources[k] as number);
  }
  return sum;
}

/** The Laplacian of the ties, each as conductive as it is cheap to change; row by row. */
function tieConductance({ areaCount: n, ties }: EnergyBalance): Float64Array {
  const matrix = new Float64Array(n * n);
  const add = (i: number, j: number, value: number) => {
    matrix[i * n + j] = (matrix[i * n + j] as number) + value;
  };
  for (let e = 0; e < ties.from.length; e++) {
    const from = ties.from[e] as number;
    const to = ties.to[e] as number;
    const conductance = 1 / (ties.weight[e] as number);
    add(from, from, conductance);
    if (to < 0) continue;
    add(to, to, conductance);
    add(from, to, -conductance);
    add(to, from, -conductance);
  }
  return matrix;
}

/**
 * The prices' change that would set every balance right if no value met or left its bound. Within an
 * area the three balances form a chain (sources - net generation - energy - interchange) that is
 * eliminated in closed form; only the areas' interchange is coupled, by the ties.
 */
export function newtonStep(balance: EnergyBalance, response: Response): Multipliers {
  const n = balance.areaCount;
  const { failing } = response;
  const sources = sourceMobility(balance, response);
  const interchange = balance.totalInterchange.weight.map((weight) => 1 / weight);
  const matrix = tieConductance(balance);
  const generation = new Float64Array(n);
  const energyPivot = new Float64Array(n);
  const energyRight = new Float64Array(n);
  const step = zeroMultipliers(n);

  for (let i = 0; i < n; i++) {
    const s = sources[i] as number;
    const t = interchange[i] as number;
    const g = mobility(balance.netGeneration, i, response.netGeneration[i] as number);
    const d = mobility(balance.demand, i, response.demand[i] as number);
    // d + (g and s in series) is what the area itself can give way.
    const own = d + (g * s) / (g + s);
    generation[i] = g;
    energyPivot[i] = own + t;
    energyRight[i] = (failing.energy[i] as number) + (g / (g + s)) * (failing.source[i] as number);
    matrix[i * n + i] = (matrix[i * n + i] as number) + (t * own) / (own + t);
    step.exchange[i] = (failing.exchange[i] as number) + (t / (own + t)) * (energyRight[i] as number);
  }
  solvePositiveDefinite(matrix, step.exchange, n);
  for (let i = 0; i < n; i++) {
    const g = generation[i] as number;
    const right = (energyRight[i] as number) + (interchange[i] as number) * (step.exchange[i] as number);
    step.energy[i] = right / (energyPivot[i] as number);
    step.source[i] =
      ((failing.source[i] as number) + g * (step.energy[i] as number)) / (g + (sources[i] as number));
  }
  return step;
}
