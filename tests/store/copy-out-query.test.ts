import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCopyMessages } from '../../src/store/copy-out-query.ts';

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
          let rest: Uint8Array = Buffer.alloc(0);
          let ended = false;
          for (let at = 0, i = 0; at < all.length; i++) {
            const size = 1 + (cuts[i % cuts.length] as number);
            const split = splitCopyMessages(Buffer.concat([rest, all.subarray(at, at + size)]));
            at += size;
            rows.push(Buffer.from(split.rows));
            ({ rest, ended } = split);
            if (ended) rest = Buffer.concat([rest, all.subarray(at)]);
            if (ended) break;
          }
          const given = messages.filter(({ type }) => type === 'd').map((m) => m.body);
          expect(ended).toBe(true);
          expect(Buffer.concat(rows)).toEqual(Buffer.concat(given));
          expect(Buffer.from(rest)).toEqual(ending);
        },
      ),
    );
  });
});
