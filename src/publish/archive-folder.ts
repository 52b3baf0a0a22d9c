import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Archive, monthOfVolume, type Volume, volumeName } from './archive.ts';
import type { Month } from './month.ts';

/** Being written, and so not there yet. */
const UNFINISHED = '.unfinished';

/** The archive as folders of a folder: a backup without GitHub, or what a later job takes there. */
export function folderArchive(directory: string): Archive {
  const at = (month: Month) => join(directory, volumeName(month));
  return {
    label: `the folder ${directory}`,
    async months() {
      const names = await readdir(directory).catch(() => []);
      return names.flatMap((name) => monthOfVolume(name) ?? []).sort();
    },
    async volume(month) {
      const found = await stat(at(month)).catch(() => null);
      return found?.isDirectory() ? folderVolume(at(month), month) : null;
    },
    async create(month) {
      await mkdir(at(month), { recursive: true });
      return folderVolume(at(month), month);
    },
  };
}

function folderVolume(folder: string, month: Month): Volume {
  return {
    month,
    list: async () => (await readdir(folder)).filter((name) => !name.endsWith(UNFINISHED)).sort(),
    read: (name) => readFile(join(folder, name)),
    async add(name, bytes) {
      const path = join(folder, name);
      await writeFile(path + UNFINISHED, bytes);
      await rename(path + UNFINISHED, path);
    },
    rename: (from, to) => rename(join(folder, from), join(folder, to)),
    remove: (name) => rm(join(folder, name), { force: true }),
  };
}
