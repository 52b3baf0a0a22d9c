import { DatabaseLostError } from './store-error.ts';

const endsTheServer = (error: unknown): boolean =>
  ['PANIC', 'FATAL'].includes((error as { severity?: string } | null)?.severity ?? '');

/**
 * Calls of an embedded PostgreSQL, until it panics: its log cannot be written, as on a full disk. A server would end and
 * start again. This one lives on with a lock held, and the next statement, be it PGlite's own ROLLBACK, would wait for
 * that lock for ever and hold the thread. So nothing is asked of it any more.
 */
export function untilPanic() {
  let lost: DatabaseLostError | null = null;
  let tellAll: (error: DatabaseLostError) => void;
  const panic = new Promise<never>((_, reject) => {
    tellAll = reject;
  });
  panic.catch(() => {});
  return {
    isLost: (): boolean => lost !== null,
    /** What is asked from outside. @throws DatabaseLostError also while it waits for something that panics */
    async ask<Result>(work: () => Promise<Result>): Promise<Result> {
      if (lost) throw lost;
      return Promise.race([work(), panic]);
    },
    /** One call of PGlite, inside of what is asked. It does not return from a panic, so that nothing follows it. */
    async call<Result>(work: () => Promise<Result>): Promise<Result> {
      try {
        return await work();
      } catch (error) {
        if (!endsTheServer(error)) throw error;
        lost ??= new DatabaseLostError(error);
        tellAll(lost);
        return new Promise<never>(() => {});
      }
    },
  };
}

export type UntilPanic = ReturnType<typeof untilPanic>;
