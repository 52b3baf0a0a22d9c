import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeObservationRows, observationRowDecoder } from '../../src/store/observation-copy.ts';

const row = fc.tuple(
  fc.integer({ min: -200_000, max: 1_000_000 }),
  fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  fc.oneof(fc.double({ noNaN: true }), fc.constant(Number.NaN)),
);

it('decodes what it encoded, however the bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), fc.integer({ min: 1, max: 70 }), (rows, pieceBytes) => {
      const bytes = encodeObservationRows({
        count: rows.length,
        hours: Int32Array.from(rows, ([hour]) => hour),
        seriesIds: Int32Array.from(rows, ([, seriesId]) => seriesId),
        values: Float64Array.from(rows, ([, , value]) => value),
      });
      const decoded: [number, number, number][] = [];
      const decode = observationRowDecoder((...one) => decoded.push(one));
      for (let at = 0; at < bytes.length; at += pieceBytes) decode(bytes.subarray(at, at + pieceBytes));
      expect(decoded).toEqual(rows);
    }),
  );
});
