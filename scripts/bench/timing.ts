/** Milliseconds that the work took. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The middle of several goes: one that was disturbed does not count. */
export async function medianOf(times: number, work: (go: number) => unknown): Promise<number> {
  const all: number[] = [];
  for (let go = 0; go < times; go++) all.push(await timed(() => work(go)));
  return all.sort((a, b) => a - b)[Math.floor(times / 2)] as number;
}
