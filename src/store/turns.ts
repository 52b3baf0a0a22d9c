import type { Queryable } from './database.ts';

export type Turn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Calls one after the other, in the order in which they were asked for. */
export function oneAtATime(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

/**
 * A session used by one caller at a time: temporary tables and the advisory lock belong to a session,
 * and a reader must not slip into somebody's transaction.
 */
export function inTurns(session: Queryable, turn: Turn): Queryable {
  return {
    query: (sql, parameters) => turn(() => session.query(sql, parameters)),
    exec: (sql) => turn(() => session.exec(sql)),
    copyIn: (copy, data) => turn(() => session.copyIn(copy, data)),
    copyOut: (select, onChunk) => turn(() => session.copyOut(select, onChunk)),
  };
}
