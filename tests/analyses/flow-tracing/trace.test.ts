import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Supply, trace } from '../../../src/analyses/flow-tracing/trace.ts';
import { recordedDataMissing } from '../../recorded-data.ts';
import { goldenGrid, goldenRows } from './golden-hours.ts';

const copyOf = (supply: Supply): Supply => ({
  ...supply,
  importMwh: supply.importMwh.slice(),
  carried: supply.carried.map((each) => each.slice()),
});

const DIRTIEST = 1000;

/** Some areas generate, some only trade; flows of very different sizes, in circles too. */
const anySupply: fc.Arbitrary<Supply> = fc
  .tuple(fc.integer({ min: 2, max: 9 }), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })))
  .map(([areaCount, stream]) => {
    const draw = () => stream.next().value as number;
    const flow = () => (draw() < 0.6 ? 0 : 10 ** (8 * draw() - 3));
    const ownMwh = Float64Array.from({ length: areaCount }, () => (draw() < 0.3 ? 0 : flow()));
    const importMwh = Float64Array.from({ length: areaCount ** 2 }, (_, at) =>
      at % (areaCount + 1) === 0 ? 0 : flow(),
    );
    return { areaCount, ownMwh, importMwh, carried: [ownMwh.map((mwh) => mwh * DIRTIEST * draw())] };
  });

const importsOf = ({ areaCount, importMwh }: Supply, i: number) =>
  Array.from({ length: areaCount }, (_, j) => importMwh[i * areaCount + j] as number);
const exportsOf = ({ areaCount, importMwh }: Supply, j: number) =>
  Array.from({ length: areaCount }, (_, i) => importMwh[i * areaCount + j] as number);
const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);

/** Areas that generation reaches over any number of ties. */
function supplied(supply: Supply): boolean[] {
  const reached = [...supply.ownMwh].map((mwh) => mwh > 0);
  for (let round = 0; round < supply.areaCount; round++) {
    reached.forEach((already, i) => {
      reached[i] = already || importsOf(supply, i).some((mwh, j) => mwh > 0 && reached[j]);
    });
  }
  return reached;
}

describe('tracing of any flows', () => {
  it('stays between 0 and the dirtiest supply, and is null only where nothing supplies', () => {
    fc.assert(
      fc.property(anySupply, (supply) => {
        const reached = supplied(supply);
        const [x = new Float64Array(0)] = trace(copyOf(supply));
        x.forEach((kgPerMwh, i) => {
          expect(Number.isNaN(kgPerMwh)).toBe(!reached[i]);
          if (!reached[i]) return;
          expect(kgPerMwh).toBeGreaterThanOrEqual(0);
          expect(kgPerMwh).toBeLessThanOrEqual(DIRTIEST * (1 + 1e-12));
        });
      }),
    );
  });

  it('gives every area the intensity of what it generates and imports', () => {
    fc.assert(
      fc.property(anySupply, (supply) => {
        const [x = new Float64Array(0)] = trace(copyOf(supply));
        for (let i = 0; i < supply.areaCount; i++) {
          const imports = importsOf(supply, i);
          if (Number.isNaN(x[i]) || imports.some((mwh, j) => mwh > 0 && Number.isNaN(x[j]))) continue;
          const kg =
            (supply.carried[0]?.[i] as number) +
            total(imports.map((mwh, j) => (mwh > 0 ? mwh * (x[j] as number) : 0)));
          const mwh = (supply.ownMwh[i] as number) + total(imports);
          expect(Math.abs((x[i] as number) * mwh - kg)).toBeLessThanOrEqual(1e-9 * Math.max(kg, 1e-300));
        }
      }),
    );
  });

  it('neither makes nor loses emissions: consumed and exported is generated and imported, to 1e-9', () => {
    fc.assert(
      fc.property(anySupply, (supply) => {
        const [x = new Float64Array(0)] = trace(copyOf(supply));
        if (x.some(Number.isNaN)) return;
        // Whatever is not exported is consumed; of made-up flows that may be less than nothing.
        const consumedKg = total(
          [...x].map((kgPerMwh, i) => {
            const consumed =
              (supply.ownMwh[i] as number) + total(importsOf(supply, i)) - total(exportsOf(supply, i));
            return kgPerMwh * consumed;
          }),
        );
        const handledKg = total(
          [...x].map(
            (kgPerMwh, i) => kgPerMwh * ((supply.ownMwh[i] as number) + total(importsOf(supply, i))),
          ),
        );
        const generatedKg = total([...(supply.carried[0] as Float64Array)]);
        expect(Math.abs(consumedKg - generatedKg)).toBeLessThanOrEqual(1e-9 * Math.max(handledKg, 1e-300));
      }),
    );
  });

  it('follows several things at once as it follows each alone', () => {
    fc.assert(
      fc.property(anySupply, (supply) => {
        const shares = supply.ownMwh.map((mwh, i) => (i % 2 === 0 ? mwh : 0));
        const both = trace(copyOf({ ...supply, carried: [...supply.carried, shares] }));
        expect(both[0]).toEqual(trace(copyOf(supply))[0]);
        expect(both[1]).toEqual(trace(copyOf({ ...supply, carried: [shares] }))[0]);
      }),
    );
  });
});

describe.skipIf(recordedDataMissing)('tracing of the golden hours', () => {
  const reconciled = goldenRows('E_opt');
  const golden = goldenRows('CO2i');
  const grid = goldenGrid(reconciled[0] as Map<string, number>);
  const n = grid.areas.length;

  function supplyAt(h: number): Supply {
    const mwh = (column: string) => reconciled[h]?.get(column) as number;
    const emissionsKg = new Float64Array(n);
    for (const { area, column, kgPerMwh } of grid.sources) {
      emissionsKg[area] = (emissionsKg[area] as number) + kgPerMwh * mwh(column);
    }
    const importMwh = new Float64Array(n * n);
    for (const { from, to, column } of grid.ties) {
      importMwh[to * n + from] = Math.max(0, mwh(column));
      importMwh[from * n + to] = Math.max(0, -mwh(column));
    }
    const ownMwh = Float64Array.from(grid.areas, (code) => mwh(`E_${code}_NG`));
    return { areaCount: n, ownMwh, importMwh, carried: [emissionsKg] };
  }

  it('meets CO2i within 0.5 kg/MWh everywhere (its three significant digits), and conserves to 1e-9', () => {
    for (let h = 0; h < reconciled.length; h++) {
      const supply = supplyAt(h);
      const [x = new Float64Array(0)] = trace(copyOf(supply));
      grid.areas.forEach((code, i) => {
        expect(
          Math.abs((x[i] as number) - (golden[h]?.get(`CO2i_${code}_D`) as number)),
          code,
        ).toBeLessThanOrEqual(0.5);
      });
      const consumedKg = total(
        grid.areas.map((code, i) => (x[i] as number) * (reconciled[h]?.get(`E_${code}_D`) as number)),
      );
      const generatedKg = total([...(supply.carried[0] as Float64Array)]);
      expect(Math.abs(consumedKg / generatedKg - 1)).toBeLessThan(1e-9);
      expect(Math.max(...x)).toBeLessThanOrEqual(1000);
    }
  });
});
