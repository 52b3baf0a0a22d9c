import type { Config } from '../../../src/config.ts';
import { openGitHub } from '../../../src/publish/github-client.ts';
import { type PagesSettings, readPagesSettings } from '../../../src/publish/pages-settings.ts';
import { block, type Finding, ok, warn } from './finding.ts';

const ABOUT = 'GitHub Pages';

type Site = Pick<Config, 'github' | 'siteUrl' | 'basePath'>;

const settingsFromGitHub = ({ github }: Site): Promise<PagesSettings | null> =>
  readPagesSettings(
    openGitHub({
      apiUrl: github.apiUrl,
      token: github.token,
      repository: github.repository as string,
      limits: { retries: 0 },
    }),
  );

/** Null where no repository is named: then it is not GitHub that publishes. */
export async function checkPages(
  site: Site,
  read: (site: Site) => Promise<PagesSettings | null> = settingsFromGitHub,
): Promise<Finding | null> {
  const { repository, token } = site.github;
  if (!repository) return null;
  if (!token) return warn(ABOUT, 'GITHUB_TOKEN is not set: the settings of Pages could not be read.');
  try {
    return verdictOn(await read(site), site);
  } catch (error) {
    return warn(ABOUT, (error as Error).message);
  }
}

function verdictOn(settings: PagesSettings | null, { github, siteUrl, basePath }: Site): Finding {
  const where = `https://github.com/${github.repository}/settings/pages`;
  if (!settings) return block(ABOUT, `Pages is off: at ${where} choose the source "GitHub Actions".`);
  if (settings.builtBy === 'branch')
    return block(
      ABOUT,
      `Pages takes its files from a branch: at ${where} choose the source "GitHub Actions".`,
    );
  const told = siteUrl && `${siteUrl}${basePath}`.replace(/\/$/, '');
  const real = settings.url?.replace(/\/$/, '');
  if (told && real && told !== real)
    return warn(
      ABOUT,
      `SITE_URL says ${told}, and Pages publishes at ${real}: make them agree, or leave SITE_URL to the workflow.`,
    );
  return ok(ABOUT, `Pages publishes what the workflow builds${real ? `, at ${real}` : ''}.`);
}
