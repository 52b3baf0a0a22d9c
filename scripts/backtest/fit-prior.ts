/** Fits src/analyses/forecast/prior.json on the fuel mixes of 13 balancing authorities in 2019. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Prior } from '../../src/analyses/forecast/prior.ts';
import { generalCoefficients, historiesUpTo } from './general-coefficients.ts';
import { framesOf2019, hourOf } from './recorded-mixes.ts';

const { values } = parseArgs({
  options: {
    until: { type: 'string', default: '2019-12-31T23' },
    out: { type: 'string', default: resolve(import.meta.dirname, '../../src/analyses/forecast/prior.json') },
  },
});
const histories = historiesUpTo(framesOf2019(), hourOf(values.until));
const { priors } = generalCoefficients(histories);
const rounded = (row: Float64Array, digits = 4) => [...row].map((value) => Number(value.toPrecision(digits)));
const written = ({ coefficients, featureMeanSquares, sources }: Prior) => ({
  coefficients: coefficients.map((row) => rounded(row)),
  featureMeanSquares: rounded(featureMeanSquares),
  sources: Object.fromEntries(
    Object.entries(sources).map(([group, rows]) => [group, rows.map((row) => rounded(row, 3))]),
  ),
});
const fitted = { mixOnly: written(priors.mixOnly), demandSince: written(priors.demandSince) };
writeFileSync(values.out, `${JSON.stringify(fitted, null, 2)}\n`);
