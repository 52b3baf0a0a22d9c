import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyAnswer } from '../../src/store/copy-messages.ts';

function message(type: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const body = fc.uint8Array({ maxLength: 40 });
const passing = fc.record({ type: fc.constantFrom('d', 'd', 'd', 'N', 'S'), body });

describe('messages of a COPY out', () => {
  it('gives every row and stops at the end, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(passing),
        fc.array(fc.nat(60), { minLength: 1 }),
        fc.constantFrom('c', 'E'),
        (messages, cuts, endType) => {
          const ending = message(endType, Buffer.from('end'));
          const all = Buffer.concat([...messages.map((m) => message(m.type, m.body)), ending]);
          const rows: Buffer[] = [];
          const answer = copyAnswer((some) => rows.push(Buffer.from(some)));
          const untouched = Buffer.from(all);
          let afterRows: Uint8Array | null = null;
          for (let at = 0, i = 0; at < all.length; i++) {
            const size = 1 + (cuts[i % cuts.length] as number);
            expect(afterRows === null || at > all.length - ending.length).toBe(true);
            afterRows = answer.take(all.subarray(at, at + size));
            at += size;
          }
          const given = messages.filter(({ type }) => type === 'd').map((m) => m.body);
          expect(Buffer.concat(rows)).toEqual(Buffer.concat(given));
          expect(Buffer.from(afterRows ?? [])).toEqual(ending);
          expect(all).toEqual(untouched);
        },
      ),
    );
  });
});
