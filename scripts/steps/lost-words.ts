import { isoSeconds } from '../../src/grid/hour.ts';
import { monthOfInstant } from '../../src/publish/month.ts';
import { publishedStatus } from '../../src/snapshots/read.ts';
import type { Store, TestimonyLoss } from '../../src/store/store.ts';

/**
 * A correction tells what a page said before, which the published snapshots alone know. Where they are gone (in Actions
 * they live in a cache) and the store remembers runs, a sentence that changes this time is told nowhere: declared, once a
 * month.
 */
export async function declareLostWords(
  store: Store,
  snapshotDir: string,
  now: Date,
): Promise<TestimonyLoss | null> {
  if (publishedStatus(snapshotDir) !== null || (await store.recentRuns(1)).length === 0) return null;
  const loss: TestimonyLoss = {
    declaredAt: now,
    kind: 'corrections',
    month: monthOfInstant(now),
    reason: `what pages said before ${isoSeconds(now)} was not at hand, so that sentences which changed until then are not listed`,
  };
  await store.declareLosses([loss]);
  return loss;
}
