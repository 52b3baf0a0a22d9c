import { resolve } from 'node:path';
import type { Config } from '../../src/config.ts';
import type { Archive } from '../../src/publish/archive.ts';
import { folderArchive } from '../../src/publish/archive-folder.ts';
import { releaseArchive } from '../../src/publish/github-archive.ts';
import { type GitHub, openGitHub } from '../../src/publish/github-client.ts';
import { UsageError } from './run-script.ts';

/** @param purpose what cannot be done without it */
export function githubOf({ github }: Pick<Config, 'github'>, purpose: string): GitHub {
  const { repository, token, apiUrl } = github;
  if (!repository) {
    throw new UsageError(
      `GITHUB_REPOSITORY (owner/name) is not set, and without it ${purpose}. Nothing was done.`,
    );
  }
  return openGitHub({ repository, token, apiUrl });
}

/** The folder that was named, else the releases of the repository. */
export function openArchive(config: Pick<Config, 'github'>, folder: string | undefined): Archive {
  if (folder !== undefined) return folderArchive(resolve(folder));
  return releaseArchive(githubOf(config, 'there is no archive; name a folder instead'));
}
