/**
 * The server's answer to a `COPY ... TO STDOUT`, read from its own bytes. PostgreSQL sends a message
 * for every row, and making an object or a stream event of each, as drivers do, takes longer than the
 * whole rest of a readout.
 *
 * A message is a byte for its type, an int4 for its length (itself included, big-endian) and a body.
 */

const HEADER_BYTES = 5;
const COPY_DATA = 'd'.charCodeAt(0);
/** Messages that may stand among the rows: the response that announces them, a setting, a notice. */
const PASSED_OVER = new Set(['H', 'S', 'N', 'A'].map((type) => type.charCodeAt(0)));

interface Split {
  /** The bodies of the rows' messages, one after the other. */
  rows: Uint8Array;
  /** What was not taken: the beginning of a message, or the message that ends the rows and what follows. */
  rest: Uint8Array;
  ended: boolean;
}

/** Takes the rows out of whole messages, moving their bodies together within the buffer itself. */
function splitCopyMessages(bytes: Uint8Array): Split {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let written = 0;
  let ended = false;
  while (at + HEADER_BYTES <= bytes.length) {
    const type = bytes[at] as number;
    ended = type !== COPY_DATA && !PASSED_OVER.has(type);
    if (ended) break;
    const end = at + 1 + view.getUint32(at + 1);
    if (end > bytes.length) break;
    // A row is some 30 bytes: a loop is quicker than a call to copyWithin.
    if (type === COPY_DATA)
      for (let i = at + HEADER_BYTES; i < end; i++) bytes[written++] = bytes[i] as number;
    at = end;
  }
  return { rows: bytes.subarray(0, written), rest: bytes.subarray(at), ended };
}

export interface CopyAnswer {
  /** Takes the next piece, which is left as it is. Once the rows have ended: what follows them so far. */
  take(piece: Uint8Array): Uint8Array | null;
  /** What `onRows` threw. The rows after it are read, for the connection's sake, and thrown away. */
  failure(): unknown;
}

/** An answer that comes in pieces cut anywhere. Rows are handed over as they come: to be used at once. */
export function copyAnswer(onRows: (rows: Uint8Array) => void): CopyAnswer {
  let rest: Uint8Array = new Uint8Array(0);
  let failure: unknown = null;
  return {
    take(piece) {
      const split = splitCopyMessages(Buffer.concat([rest, piece]));
      rest = split.rest;
      try {
        if (split.rows.length > 0 && !failure) onRows(split.rows);
      } catch (cause) {
        failure = cause;
      }
      return split.ended ? rest : null;
    },
    failure: () => failure,
  };
}
