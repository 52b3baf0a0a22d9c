import type { Archive, Volume } from '../../src/publish/archive.ts';
import { DATA_PACKAGE } from '../../src/publish/data-package.ts';
import type { MonthContent } from '../../src/publish/publish-volume.ts';
import { readPackage } from '../../src/publish/volume-content.ts';
import { checksumsOf, readChecked } from '../../src/publish/volume-files.ts';

/** The months of an archive as another one shall take them, oldest first. */
export async function* archivedMonths(archive: Archive): AsyncGenerator<MonthContent> {
  for (const month of await archive.months()) {
    const volume = (await archive.volume(month)) as Volume;
    const sums = await checksumsOf(volume);
    const described = await readPackage(volume, sums);
    if (!described) continue;
    const files = new Map<string, Uint8Array>();
    for (const name of sums.keys()) {
      const bytes = name === DATA_PACKAGE ? null : await readChecked(volume, sums, name);
      if (bytes) files.set(name, bytes);
    }
    yield { month, files, state: described.state };
  }
}
