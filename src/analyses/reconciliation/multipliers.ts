import type { BoundedQuantity, EnergyBalance, Quantity } from './energy-balance.ts';

/**
 * The price of each balance, by area: `source` of net generation = sum of sources, `energy` of
 * demand + total interchange = net generation, `exchange` of total interchange = sum of ties.
 */
export interface Multipliers {
  source: Float64Array;
  energy: Float64Array;
  exchange: Float64Array;
}

export function zeroMultipliers(areaCount: number): Multipliers {
  const zeros = () => new Float64Array(areaCount);
  return { source: zeros(), energy: zeros(), exchange: zeros() };
}

export function movedBy(from: Multipliers, step: Multipliers, length: number): Multipliers {
  const moved = (values: Float64Array, by: Float64Array) =>
    values.map((value, i) => value + length * (by[i] as number));
  return {
    source: moved(from.source, step.source),
    energy: moved(from.energy, step.energy),
    exchange: moved(from.exchange, step.exchange),
  };
}

/** The cheapest values at given prices, by how far each balance then fails, and the dual's value. */
export interface Response {
  demand: Float64Array;
  netGeneration: Float64Array;
  totalInterchange: Float64Array;
  sources: Float64Array;
  ties: Float64Array;
  /** MWh by area: the gradient of the dual, 0 at the solution. */
  failing: Multipliers;
  dual: number;
}

const reported = ({ mwh }: Quantity, k: number): number => {
  const value = mwh[k] as number;
  return Number.isNaN(value) ? 0 : value;
};

/** argmin of w (x - x0)^2 / 2 - price x, with x not below its bound. */
function cheapest(quantity: BoundedQuantity, k: number, price: number): number {
  const free = reported(quantity, k) + price / (quantity.weight[k] as number);
  return Math.max(free, quantity.lowestMwh[k] as number);
}

/** w (x - x0)^2 / 2. */
function cost(quantity: Quantity, k: number, value: number): number {
  const change = value - reported(quantity, k);
  return 0.5 * (quantity.weight[k] as number) * change * change;
}

function areaResponse(balance: EnergyBalance, prices: Multipliers, response: Response): void {
  const { demand, netGeneration, totalInterchange } = balance;
  for (let i = 0; i < balance.areaCount; i++) {
    const energy = prices.energy[i] as number;
    const interchangePrice = (prices.exchange[i] as number) - energy;
    const d = cheapest(demand, i, -energy);
    const g = cheapest(netGeneration, i, energy - (prices.source[i] as number));
    const t = reported(totalInterchange, i) + interchangePrice / (totalInterchange.weight[i] as number);
    response.demand[i] = d;
    response.netGeneration[i] = g;
    response.totalInterchange[i] = t;
    response.failing.source[i] = g;
    response.failing.energy[i] = d + t - g;
    response.failing.exchange[i] = -t;
    response.dual += cost(demand, i, d) + cost(netGeneration, i, g) + cost(totalInterchange, i, t);
  }
}

function sourceResponse({ sources }: EnergyBalance, prices: Multipliers, response: Response): void {
  const failing = response.failing.source;
  for (let k = 0; k < sources.area.length; k++) {
    const area = sources.area[k] as number;
    const s = cheapest(sources, k, prices.source[area] as number);
    response.sources[k] = s;
    failing[area] = (failing[area] as number) - s;
    response.dual += cost(sources, k, s);
  }
}

function tieResponse({ ties }: EnergyBalance, { exchange }: Multipliers, response: Response): void {
  const failing = response.failing.exchange;
  for (let e = 0; e < ties.from.length; e++) {
    const from = ties.from[e] as number;
    const to = ties.to[e] as number;
    const price = (to < 0 ? 0 : (exchange[to] as number)) - (exchange[from] as number);
    const flow = reported(ties, e) + price / (ties.weight[e] as number);
    response.ties[e] = flow;
    failing[from] = (failing[from] as number) + flow;
    if (to >= 0) failing[to] = (failing[to] as number) - flow;
    response.dual += cost(ties, e, flow);
  }
}

/** MWh that the first source to move comes off its bound by. */
const OFF_BOUND_MWH = 1e-6;

/**
 * Where all sources of an area rest on their bounds and still make less than its least net generation,
 * no balance changes with the price of the sources until the first of them moves: the price is raised to
 * there. The dual rises by it, however far it is.
 */
export function withoutStuckSources(
  { areaCount, sources, netGeneration }: EnergyBalance,
  prices: Multipliers,
): Multipliers {
  const least = new Float64Array(areaCount);
  const firstPrice = new Float64Array(areaCount).fill(Number.POSITIVE_INFINITY);
  for (let k = 0; k < sources.area.length; k++) {
    const area = sources.area[k] as number;
    const lowest = sources.lowestMwh[k] as number;
    const moves = (sources.weight[k] as number) * (lowest + OFF_BOUND_MWH - reported(sources, k));
    least[area] = (least[area] as number) + lowest;
    firstPrice[area] = Math.min(firstPrice[area] as number, moves);
  }
  const source = prices.source.map((price, i) => {
    const isShort = (netGeneration.lowestMwh[i] as number) > (least[i] as number);
    return isShort && Number.isFinite(firstPrice[i]) ? Math.max(price, firstPrice[i] as number) : price;
  });
  return { ...prices, source };
}

export function responseTo(balance: EnergyBalance, prices: Multipliers): Response {
  const n = balance.areaCount;
  const response: Response = {
    demand: new Float64Array(n),
    netGeneration: new Float64Array(n),
    totalInterchange: new Float64Array(n),
    sources: new Float64Array(balance.sources.area.length),
    ties: new Float64Array(balance.ties.from.length),
    failing: zeroMultipliers(n),
    dual: 0,
  };
  areaResponse(balance, prices, response);
  sourceResponse(balance, prices, response);
  tieResponse(balance, prices, response);
  response.dual += along(response.failing, prices);
  return response;
}

/** Scalar product of two sets of multipliers. */
export function along(a: Multipliers, b: Multipliers): number {
  let sum = 0;
  for (let i = 0; i < a.source.length; i++) {
    sum +=
      (a.source[i] as number) * (b.source[i] as number) +
      (a.energy[i] as number) * (b.energy[i] as number) +
      (a.exchange[i] as number) * (b.exchange[i] as number);
  }
  return sum;
}
