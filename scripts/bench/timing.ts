/** Milliseconds that the work took. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Milliseconds of processor time that this process spent on it, its collector and compiler included; waiting for a core costs none. */
export async function cpuTimed(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

/** The middle of several goes: one that was disturbed does not count. */
export async function medianOf(
  times: number,
  work: (go: number) => unknown,
  clock: typeof timed = timed,
): Promise<number> {
  const all: number[] = [];
  for (let go = 0; go < times; go++) all.push(await clock(() => work(go)));
  return all.sort((a, b) => a - b)[Math.floor(times / 2)] as number;
}
