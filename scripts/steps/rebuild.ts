import type { Config } from '../../src/config.ts';
import { buildSite } from './build-site.ts';
import { clock } from './clock.ts';
import { ingestLatest } from './ingest-latest.ts';
import { withOutputFolders } from './output-folders.ts';
import { readyPress } from './press/press.ts';
import { withSourceAndStore } from './with-store.ts';
import { writeSnapshots } from './write-snapshots.ts';

/** The main job: EIA -> store -> snapshots -> site. */
export async function rebuild(config: Config): Promise<void> {
  const now = clock(config)();
  await withOutputFolders(config, async () => {
    const press = readyPress(config);
    // A failure is told where the press is needed; until then it is no reason to stop.
    press.catch(() => {});
    await withSourceAndStore(config, async (source, store) => {
      await ingestLatest(source, store, config, now);
      await writeSnapshots(store, config, now);
    });
    await buildSite(config, { press });
  });
}
