/** Fits src/analyses/forecast/prior.json on the fuel mixes of 13 balancing authorities in 2019. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generalCoefficients, historiesUpTo } from './general-coefficients.ts';
import { framesOf2019, hourOf } from './recorded-mixes.ts';

const { values } = parseArgs({
  options: {
    until: { type: 'string', default: '2019-12-31T23' },
    out: { type: 'string', default: resolve(import.meta.dirname, '../../src/analyses/forecast/prior.json') },
  },
});
const histories = historiesUpTo(framesOf2019(), hourOf(values.until));
const { coefficients, featureMeanSquares } = generalCoefficients(histories).prior;
const rounded = (row: Float64Array) => [...row].map((value) => Number(value.toPrecision(4)));
const prior = { coefficients: coefficients.map(rounded), featureMeanSquares: rounded(featureMeanSquares) };
writeFileSync(values.out, `${JSON.stringify(prior, null, 2)}\n`);
