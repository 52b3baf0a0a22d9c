import type { Socket } from 'node:net';
import type pg from 'pg';

/**
 * `COPY ... TO STDOUT` read from the connection's own bytes. PostgreSQL sends a message for every row,
 * and making an object or a stream event of each, as drivers do, takes longer than the whole rest of a
 * readout.
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
export function splitCopyMessages(bytes: Uint8Array): Split {
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

type DataListener = (bytes: Uint8Array) => void;

/** Listens to the socket in the driver's stead until the rows end; then hands it back with what is left. */
function takeOver(socket: Socket, onRows: (rows: Uint8Array) => void): void {
  const [driver] = socket.listeners('data') as [DataListener];
  let rest: Uint8Array = new Uint8Array(0);
  const listen = (chunk: Uint8Array) => {
    const split = splitCopyMessages(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]));
    if (split.rows.length > 0) onRows(split.rows);
    rest = split.rest;
    if (!split.ended) return;
    socket.off('data', listen);
    socket.on('data', driver);
    driver(rest);
  };
  socket.off('data', driver);
  socket.on('data', listen);
}

/** Runs the COPY on a client with nothing else under way. The pieces are the socket's own: use them at once. */
export function copyOutOf(
  client: pg.Client,
  copy: string,
  onRows: (rows: Uint8Array) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: unknown = null;
    const guarded = (rows: Uint8Array) => {
      if (failure) return;
      try {
        onRows(rows);
      } catch (cause) {
        failure = cause;
      }
    };
    // The driver calls these on whatever it runs (pg's lib/query.js has the same).
    const query = {
      submit(connection: pg.Connection) {
        takeOver((connection as unknown as { stream: Socket }).stream, guarded);
        connection.query(copy);
      },
      handleError: reject,
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => (failure ? reject(failure) : resolve()),
    };
    client.query(query);
  });
}
