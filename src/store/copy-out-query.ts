import type { Socket } from 'node:net';
import type pg from 'pg';
import { copyAnswer } from './copy-messages.ts';

type DataListener = (bytes: Uint8Array) => void;

/** Listens to the socket in the driver's stead until the rows end; then hands it back with what is left. */
function takeOver(socket: Socket, take: (piece: Uint8Array) => Uint8Array | null): void {
  const [driver] = socket.listeners('data') as [DataListener];
  const listen = (piece: Uint8Array) => {
    const afterRows = take(piece);
    if (!afterRows) return;
    socket.off('data', listen);
    socket.on('data', driver);
    driver(afterRows);
  };
  socket.off('data', driver);
  socket.on('data', listen);
}

/** Runs a `COPY ... TO STDOUT` on a client with nothing else under way. */
export function copyOutOf(
  client: pg.Client,
  copy: string,
  onRows: (rows: Uint8Array) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const answer = copyAnswer(onRows);
    // The driver calls these on whatever it runs (pg's lib/query.js has the same).
    const query = {
      submit(connection: pg.Connection) {
        takeOver((connection as unknown as { stream: Socket }).stream, answer.take);
        connection.query(copy);
      },
      handleError: reject,
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => (answer.failure() ? reject(answer.failure()) : resolve()),
    };
    client.query(query);
  });
}
